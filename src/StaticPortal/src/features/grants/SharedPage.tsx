import { Anchor, Text } from "@mantine/core";
import { IconShare } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Grant } from "@/api/types";
import { nodePlaces, paths } from "@/app/paths";
import { command } from "@/ui/command";
import { EmptyState } from "@/ui/EmptyState";
import { PagedTable } from "@/ui/PagedTable";
import { PageHeader } from "@/ui/PageHeader";
import { PlacesNav } from "@/ui/PlacesNav";
import { ShowCommand } from "@/ui/ShowCommand";
import { HowToReachMe } from "./HowToReachMe";
import { PlaceCell } from "./PlaceCell";
import { RightBadge } from "./RightBadge";
import { Until } from "./Until";
import { useHeldGrants } from "./useHeldGrants";

/** What others have given the person, or everyone. */
export function SharedPage() {
  const pages = useHeldGrants();
  return (
    <>
      <PageHeader title="Shared with me"><ShowCommand command={command("grant", "list")} /></PageHeader>
      <PlacesNav label="Nodes and what is shared" places={nodePlaces} />
      <HowToReachMe />
      <PagedTable<Grant>
        caption="Shared with me"
        pages={pages}
        rowKey={(grant) => grant.id}
        columns={[
          { title: "Place", cell: (grant) => <PlaceCell at={grant} /> },
          { title: "You may", cell: (grant) => <RightBadge right={grant.right} /> },
          { title: "Node", cell: (grant) => <Anchor component={Link} to={paths.nodeGrants(grant.nodeId)} size="sm">{grant.nodeId}</Anchor>, from: "sm" },
          { title: "Until", cell: (grant) => <Until at={grant.until} />, from: "xs" },
          { title: "Given by", cell: (grant) => <Text size="sm">{grant.grantedByName ?? grant.grantedBy}</Text>, from: "sm" },
          { title: "For", cell: (grant) => <Text size="sm">{grant.note ?? "–"}</Text>, from: "md" },
        ]}
        empty={(
          <EmptyState icon={IconShare} title="Nothing is shared with you">
            To send data somewhere, ask the receiver for a right to write there; to take data, for one to read. Tell them the
            address or the id above.
          </EmptyState>
        )}
      />
    </>
  );
}
