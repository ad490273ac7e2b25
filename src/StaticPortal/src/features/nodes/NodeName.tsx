import { Group, Text } from "@mantine/core";
import type { Node } from "@/api/types";
import { CopyButton } from "@/ui/CopyButton";

export function NodeName({ node }: { readonly node: Node }) {
  return (
    <>
      <Text size="sm" fw={500}>{node.displayName}</Text>
      <Group gap={2} wrap="nowrap">
        <Text size="xs" c="dimmed">{node.id}</Text>
        <CopyButton value={node.id} what={`id of ${node.displayName}`} />
      </Group>
    </>
  );
}
