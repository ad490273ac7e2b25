import { Group, Text } from "@mantine/core";
import { IconBolt, IconPlugConnectedX, IconRefresh } from "@tabler/icons-react";
import type { ConnectionState } from "@/api/events/connection";

const looks = {
  connected: { words: "Live", icon: IconBolt },
  reconnecting: { words: "Connecting…", icon: IconPlugConnectedX },
  polling: { words: "Updated every 3 s", icon: IconRefresh },
} as const satisfies Record<ConnectionState, object>;

/** How the figures come. */
export function ConnectionNote({ state }: { readonly state: ConnectionState }) {
  const { words, icon: Shown } = looks[state];
  return (
    <Group gap={4} wrap="nowrap" c="dimmed" role="status">
      <Shown size={14} aria-hidden />
      <Text size="xs" component="span">{words}</Text>
    </Group>
  );
}
