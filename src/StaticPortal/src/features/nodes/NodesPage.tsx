import { Button, Text } from "@mantine/core";
import { IconPlus, IconServer2 } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Node } from "@/api/types";
import { mayAs, useMe } from "@/app/me";
import { nodePlaces, paths } from "@/app/paths";
import { command } from "@/ui/command";
import { EmptyState } from "@/ui/EmptyState";
import { PagedTable } from "@/ui/PagedTable";
import { PageHeader } from "@/ui/PageHeader";
import { PlacesNav } from "@/ui/PlacesNav";
import { RelativeTime } from "@/ui/RelativeTime";
import { ShowCommand } from "@/ui/ShowCommand";
import { FreeSpace } from "./FreeSpace";
import { lastSeen, versions } from "./nodeFacts";
import { NodeName } from "./NodeName";
import { NodeStatus } from "./NodeStatus";
import { StoreAddress } from "./StoreAddress";
import { useNodes } from "./useNodes";

/** The sites that the person may see, and how they are. */
export function NodesPage() {
  const pages = useNodes();
  const { user: { role } } = useMe();
  const add = mayAs(role, "Operator")
    ? <Button component={Link} to={paths.newNode} size="xs" leftSection={<IconPlus size={16} aria-hidden />}>Add node</Button>
    : undefined;
  return (
    <>
      <PageHeader title="Nodes">
        <ShowCommand command={command("node", "list")} />
        {pages.items.length > 0 && add}
      </PageHeader>
      <PlacesNav label="Nodes and what is shared" places={nodePlaces} />
      <PagedTable<Node>
        caption="Nodes"
        pages={pages}
        rowKey={(node) => node.id}
        columns={[
          { title: "Node", cell: (node) => <NodeName node={node} /> },
          { title: "Status", cell: (node) => <NodeStatus node={node} /> },
          { title: "Last seen", cell: (node) => <RelativeTime at={lastSeen(node)} />, from: "sm" },
          { title: "Store", cell: (node) => <StoreAddress node={node} />, from: "md" },
          { title: "Free space", cell: (node) => <FreeSpace node={node} />, from: "md" },
          { title: "Version", cell: (node) => <Text size="sm">{versions(node).join(", ") || "–"}</Text>, from: "lg" },
        ]}
        empty={(
          <EmptyState icon={IconServer2} title="No nodes yet" action={add}>
            A node is a site's store with an agent beside it. {add
              ? "Add your site: it takes the store's address and keys, and one program at the site."
              : "An operator adds it; you see it here once its owner gives you a right on its store."}
          </EmptyState>
        )}
      />
    </>
  );
}
