import { Text } from "@mantine/core";
import type { ConnectionState } from "@/api/events/connection";

const words: Record<ConnectionState, string> = {
  connected: "Live",
  reconnecting: "Connecting…",
  polling: "Updated every 3 s",
};

/** How the figures come. */
export function ConnectionNote({ state }: { readonly state: ConnectionState }) {
  return <Text size="xs" c="dimmed" role="status">{words[state]}</Text>;
}
