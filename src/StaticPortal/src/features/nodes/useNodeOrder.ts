import { useMutation } from "@tanstack/react-query";
import { type Api, content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Node } from "@/api/types";
import { toastDone, toastProblem } from "@/ui/toasts";
import { useTakeNode } from "./useTakeNode";

/** What a node, or one of its agents, can be told. */
export interface NodeOrder {
  readonly kind: "drain" | "undrain" | "rotate-key" | "revoke";
  /** One agent; the node itself when left out. */
  readonly agent?: string;
}

const said: Record<NodeOrder["kind"], string> = {
  "drain": "No new work is given out. What is in hand is finished.",
  "undrain": "Work is given out again.",
  "rotate-key": "The key pair is changed with the agent's next report.",
  "revoke": "The agent is revoked. What it had in hand is free for others.",
};

/** Tells a node or an agent what to do. */
export function useNodeOrder(id: string) {
  const api = useApi();
  const take = useTakeNode();
  return useMutation({
    mutationFn: (order: NodeOrder) => content(send(api, id, order)),
    onSuccess: async (node, { kind }) => {
      toastDone(said[kind]);
      await take(node);
    },
    onError: toastProblem,
  });
}

function send(api: Api, id: string, { kind, agent }: NodeOrder): Promise<{ data?: Node; error?: unknown; response: Response }> {
  const node = { params: { path: { id } } };
  if (agent === undefined) {
    switch (kind) {
      case "drain": return api.PUT("/api/v1/nodes/{id}/drain", node);
      case "undrain": return api.DELETE("/api/v1/nodes/{id}/drain", node);
      case "rotate-key": return api.POST("/api/v1/nodes/{id}/rotate-key", node);
      case "revoke": throw new Error("Only one agent at a time is revoked.");
    }
  }

  const one = { params: { path: { id, agentId: agent } } };
  switch (kind) {
    case "drain": return api.PUT("/api/v1/nodes/{id}/agents/{agentId}/drain", one);
    case "undrain": return api.DELETE("/api/v1/nodes/{id}/agents/{agentId}/drain", one);
    case "rotate-key": return api.POST("/api/v1/nodes/{id}/agents/{agentId}/rotate-key", one);
    case "revoke": return api.DELETE("/api/v1/nodes/{id}/agents/{agentId}", one);
  }
}
