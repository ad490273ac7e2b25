import { IconBan, IconCircleCheck, IconPlayerPause, IconPlugConnectedX } from "@tabler/icons-react";
import type { Agent } from "@/api/types";
import { StateBadge } from "@/ui/StateBadge";

export function AgentStatus({ agent }: { readonly agent: Agent }) {
  if (agent.revokedAt != null) return <StateBadge tone="neutral" icon={IconBan} text="Revoked" title="It is shut out for good." />;
  if (!agent.online) return <StateBadge tone="bad" icon={IconPlugConnectedX} text="Not connected" title="It was not heard in the last 30 seconds." />;
  return agent.drainingSince == null
    ? <StateBadge tone="good" icon={IconCircleCheck} text="Connected" title="It was heard in the last 30 seconds." />
    : <StateBadge tone="warning" icon={IconPlayerPause} text="Draining" title="It finishes what it has, and gets nothing new." />;
}
