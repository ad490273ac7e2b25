import { IconCircleCheck, IconPlugConnectedX, IconPlayerPause, IconPlugX } from "@tabler/icons-react";
import type { Node } from "@/api/types";
import { StateBadge } from "@/ui/StateBadge";
import { type Status, statusOf } from "./nodeFacts";

const looks = {
  online: { tone: "good", icon: IconCircleCheck, text: "Connected", title: "An agent was heard in the last 30 seconds." },
  draining: { tone: "warning", icon: IconPlayerPause, text: "Draining", title: "Its agents finish what they have, and get nothing new." },
  offline: { tone: "bad", icon: IconPlugConnectedX, text: "Not connected", title: "No agent was heard in the last 30 seconds: look at the site whether it runs." },
  empty: { tone: "neutral", icon: IconPlugX, text: "No agent", title: "No agent has joined yet: start the site's bundle, or enrol one." },
} as const satisfies Record<Status, object>;

export function NodeStatus({ node }: { readonly node: Node }) {
  return <StateBadge {...looks[statusOf(node)]} />;
}
