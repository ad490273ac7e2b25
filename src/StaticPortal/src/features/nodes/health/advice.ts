import type { Node } from "@/api/types";
import { formatBytes, formatSeconds } from "@/ui/format";
import { presentAgents, storeSpace, versions } from "../nodeFacts";

/** Something about a node that somebody should do something about. */
export interface Advice {
  readonly tone: "bad" | "warning";
  readonly title: string;
  readonly todo: string;
}

const leastStateBytes = 1024 ** 3;
const leastStoreShare = 0.1;
const clockTolerance = 60;

/** All that is not as it should be, the worst first. */
export function adviceFor(node: Node, now: Date): Advice[] {
  const agents = presentAgents(node);
  const advice: Advice[] = [];
  if (agents.length === 0) {
    advice.push({ tone: "bad", title: "No agent has joined", todo: "Start one at the site with the site bundle or a one-time code." });
  }

  for (const agent of agents.filter((one) => !one.online)) {
    const silent = agent.lastSeenAt == null ? "was never heard" : `was last heard ${formatSeconds((now.getTime() - Date.parse(agent.lastSeenAt)) / 1000)} ago`;
    advice.push({
      tone: node.online ? "warning" : "bad",
      title: `The agent on ${agent.hostName} ${silent}`,
      todo: "See at the site whether it runs and reaches the control plane by https. If it will not come back, revoke it.",
    });
  }

  for (const { hostName, facts } of agents) {
    const state = facts?.state;
    if (state != null && state.freeBytes < leastStateBytes) {
      advice.push({ tone: "bad", title: `${hostName} has ${formatBytes(state.freeBytes)} left for the agent's state`, todo: "Make room on the disk of the state directory: 1 GiB at least." });
    }
  }

  const store = storeSpace(node);
  if (store !== undefined && store.freeBytes < store.totalBytes * leastStoreShare) {
    advice.push({ tone: "warning", title: `The store has ${formatBytes(store.freeBytes)} of ${formatBytes(store.totalBytes)} left`, todo: "Make room before it is full: transfers to it would be parked." });
  }

  if (versions(node).length > 1) {
    advice.push({ tone: "warning", title: `Its agents run different versions: ${versions(node).join(", ")}`, todo: "Bring them all to the newest." });
  }

  const ahead = node.probe?.findings?.clockDifferenceSeconds ?? 0;
  if (Math.abs(ahead) > clockTolerance) {
    advice.push({ tone: "bad", title: `The store's clock is ${formatSeconds(Math.abs(ahead))} ${ahead > 0 ? "ahead of" : "behind"} the agent's`, todo: "Have both follow NTP: from about 15 minutes on, all requests are refused." });
  }

  for (const warning of node.store.warnings ?? []) {
    advice.push({ tone: "warning", title: "The store should be looked at", todo: warning });
  }

  return advice.sort((one, other) => Number(other.tone === "bad") - Number(one.tone === "bad"));
}
