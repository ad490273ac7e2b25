import { Text } from "@mantine/core";
import type { Agent } from "@/api/types";
import { RelativeTime } from "@/ui/RelativeTime";

/** How old the key pair is, by which an agent proves who it is. */
export function AgentKey({ agent }: { readonly agent: Agent }) {
  return agent.keyChangeRequestedAt != null
    ? <Text size="sm">change asked for <RelativeTime at={agent.keyChangeRequestedAt} /></Text>
    : <Text size="sm" title={agent.keyId == null ? undefined : `Thumbprint, as in its receipts: ${agent.keyId}`}>made <RelativeTime at={agent.keyChangedAt ?? agent.enrolledAt} /></Text>;
}
