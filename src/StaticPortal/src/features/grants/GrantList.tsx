import { Button, Text } from "@mantine/core";
import { IconKey, IconMailForward } from "@tabler/icons-react";
import type { Grant, Node } from "@/api/types";
import { command } from "@/ui/command";
import { EmptyState } from "@/ui/EmptyState";
import { PagedTable } from "@/ui/PagedTable";
import { Section } from "@/ui/Section";
import { ShowCommand } from "@/ui/ShowCommand";
import { Grantee } from "./Grantee";
import { GrantInBrief } from "./GrantInBrief";
import { openGrantForm } from "./openGrantForm";
import { PlaceCell } from "./PlaceCell";
import { RevokeGrant } from "./RevokeGrant";
import { RightBadge } from "./RightBadge";
import { Until } from "./Until";
import { useNodeGrants } from "./useNodeGrants";

/** The grants of a node, and the ways to give another. */
export function GrantList({ node }: { readonly node: Node }) {
  const pages = useNodeGrants(node.id);
  const invite = (
    <Button size="xs" leftSection={<IconMailForward size={16} aria-hidden />} onClick={() => openGrantForm(node, "send")}>Let somebody send here</Button>
  );
  return (
    <Section
      title="Who may use this store"
      actions={(
        <>
          <ShowCommand command={command("grant", "list", "--node", node.id)} />
          <Button size="xs" variant="default" onClick={() => openGrantForm(node, "any")}>Give a right</Button>
          {pages.items.length > 0 && invite}
        </>
      )}
    >
      <PagedTable<Grant>
        caption="Grants"
        pages={pages}
        rowKey={(grant) => grant.id}
        columns={[
          { title: "To", cell: (grant) => <><Grantee grant={grant} /><GrantInBrief grant={grant} /></> },
          { title: "Right", cell: (grant) => <RightBadge right={grant.right} />, from: "xs" },
          { title: "Place", cell: (grant) => <PlaceCell at={grant} /> },
          { title: "Until", cell: (grant) => <Until at={grant.until} />, from: "xs" },
          { title: "For", cell: (grant) => <Text size="sm">{grant.note ?? "–"}</Text>, from: "lg" },
          { title: "Given by", cell: (grant) => <Text size="sm">{grant.grantedByName ?? grant.grantedBy}</Text>, from: "md" },
          { title: "Actions", quiet: true, align: "right", cell: (grant) => <RevokeGrant grant={grant} /> },
        ]}
        empty={(
          <EmptyState icon={IconKey} title="Nobody else may use it" action={invite}>
            Only the owner's transfers read and write here. To receive data, give the sender a folder to send to; no keys change hands.
          </EmptyState>
        )}
      />
    </Section>
  );
}
