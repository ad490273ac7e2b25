import { useState } from "react";
import type { Node } from "@/api/types";
import { presentAgents } from "../nodeFacts";

/** The agents that were there when the page was opened: whoever is not among them has joined since. */
export function useKnownAgents(node: Node): ReadonlySet<string> {
  const [known] = useState(() => new Set(presentAgents(node).map((agent) => agent.id)));
  return known;
}
