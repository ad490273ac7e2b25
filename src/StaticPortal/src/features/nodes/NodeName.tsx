import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Node } from "@/api/types";
import { paths } from "@/app/paths";
import { CopyButton } from "@/ui/CopyButton";

export function NodeName({ node }: { readonly node: Node }) {
  return (
    <Stack gap={4} align="flex-start">
      <Anchor component={Link} to={paths.node(node.id)} size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>{node.displayName}</Anchor>
      <Group gap={2} wrap="nowrap">
        <Text size="xs" c="dimmed">{node.id}</Text>
        <CopyButton value={node.id} what={`id of ${node.displayName}`} />
      </Group>
    </Stack>
  );
}
