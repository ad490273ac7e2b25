import type { Agent, Node } from "@/api/types";

/** The agents that the control plane still listens to. */
export function presentAgents(node: Node): Agent[] {
  return node.agents.filter((agent) => agent.revokedAt == null);
}

/** When any agent of the node was heard last. */
export function lastSeen(node: Node): string | undefined {
  return presentAgents(node).flatMap((agent) => agent.lastSeenAt ?? []).sort(byTime).at(-1);
}

/** The versions of its agents, each once. */
export function versions(node: Node): string[] {
  return [...new Set(presentAgents(node).map((agent) => agent.version))].sort();
}

/** Room on the disk of the store, when an agent was told where that is; of several, what was said last. */
export function storeSpace(node: Node) {
  return presentAgents(node)
    .filter((agent) => agent.facts?.store != null)
    .sort((one, other) => byTime(one.factsAt ?? "", other.factsAt ?? ""))
    .at(-1)?.facts?.store ?? undefined;
}

export type Status = "online" | "draining" | "offline" | "empty";

export function statusOf(node: Node): Status {
  if (presentAgents(node).length === 0) return "empty";
  if (!node.online) return "offline";
  return node.drainingSince == null ? "online" : "draining";
}

function byTime(one: string, other: string): number {
  return Date.parse(one) - Date.parse(other);
}
