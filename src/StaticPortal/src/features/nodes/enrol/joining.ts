import type { Agent, Node } from "@/api/types";
import { presentAgents } from "../nodeFacts";

/** How far the joining of an agent is, as one sees it from the node. */
export type Joining =
  | { readonly state: "waiting"; readonly connected: readonly Agent[] }
  | { readonly state: "enrolled" | "connected"; readonly agent: Agent };

/**
 * @param node The node now.
 * @param known The ids of the agents that it had when one began to wait.
 */
export function joiningOf(node: Node, known: ReadonlySet<string>): Joining {
  const present = presentAgents(node);
  const added = present.filter((agent) => !known.has(agent.id));
  const agent = added.find((one) => one.online) ?? added.at(-1);
  return agent === undefined
    ? { state: "waiting", connected: present.filter((one) => one.online) }
    : { state: agent.online ? "connected" : "enrolled", agent };
}

/** What starts an agent without the bundle, in a POSIX shell. */
export function agentCommand(controlPlane: string, code: string): string {
  return [
    `export Agent__ControlPlane=${quoted(`${controlPlane.replace(/\/$/, "")}/`)}`,
    `export Agent__EnrollmentCode=${quoted(code)}`,
    "export Agent__StateDirectory=\"$HOME/dtnbox-agent\"",
    "DtnBox.ControllerAgent",
  ].join("\n");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
