import { SimpleGrid } from "@mantine/core";
import type { Node } from "@/api/types";
import { Facts } from "@/ui/Facts";
import { OwnerName } from "@/ui/OwnerName";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";
import { FreeSpace } from "../FreeSpace";
import { lastSeen, presentAgents, versions } from "../nodeFacts";
import { StoreAddress } from "../StoreAddress";

/** The node in a few lines. */
export function NodeFacts({ node }: { readonly node: Node }) {
  const present = presentAgents(node);
  return (
    <Section title="At a glance">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing={0} style={{ alignItems: "start" }}>
        <Facts
          label="The node"
          rows={[
            ["Last seen", <RelativeTime key="seen" at={lastSeen(node)} />],
            ["Agents", present.length === 0 ? "None yet" : `${present.filter((agent) => agent.online).length} of ${present.length} connected`],
            ["Version", versions(node).join(", ") || "–"],
          ]}
        />
        <Facts
          label="Its store and owner"
          rows={[
            ["Store", <StoreAddress key="store" node={node} />],
            ["Free space", <FreeSpace key="space" node={node} />],
            ["Owner", <OwnerName key="owner" of={node} />],
            ["Added", <RelativeTime key="added" at={node.createdAt} />],
          ]}
        />
      </SimpleGrid>
    </Section>
  );
}
