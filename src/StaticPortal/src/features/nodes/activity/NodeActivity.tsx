import { Anchor, Stack, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { Link, useOutletContext } from "react-router";
import type { AuditEntry, Node } from "@/api/types";
import { paths } from "@/app/paths";
import { EmptyState } from "@/ui/EmptyState";
import { formatName } from "@/ui/format";
import { PagedTable } from "@/ui/PagedTable";
import { RelativeTime } from "@/ui/RelativeTime";
import { NotYours } from "../NotYours";
import { useNodeRights } from "../useNodeRights";
import { useNodeAudit } from "./useNodeAudit";

/** What was done with a node, from the audit. */
export function NodeActivity() {
  const node = useOutletContext<Node>();
  const { audit } = useNodeRights(node);
  const pages = useNodeAudit(node.id, audit);
  if (!audit) return <NotYours node={node} />;
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        Changes of this node, and what was refused, in the last 31 days. <Anchor component={Link} to={paths.auditOf(`node:${node.id}`)} inherit underline="always">Look further in the audit</Anchor>.
      </Text>
      <PagedTable<AuditEntry>
        caption="Activity"
        pages={pages}
        rowKey={(entry) => entry.id}
        columns={[
          { title: "When", cell: (entry) => <RelativeTime at={entry.at} /> },
          { title: "Action", cell: (entry) => <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>{entry.action}{entry.count != null && ` × ${entry.count}`}</Text> },
          { title: "Who", cell: (entry) => <Text size="sm" style={{ overflowWrap: "anywhere" }}>{entry.actor.id ?? formatName(entry.actor.kind)}</Text> },
          { title: "Outcome", cell: (entry) => <Text size="sm" fw={entry.outcome === "Succeeded" ? 400 : 600}>{entry.outcome}</Text>, from: "xs" },
        ]}
        empty={<EmptyState icon={IconHistory} title="Nothing in the last 31 days">Whatever changes the node appears here.</EmptyState>}
      />
    </Stack>
  );
}
