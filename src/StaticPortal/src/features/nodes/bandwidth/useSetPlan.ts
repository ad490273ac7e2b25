import { useMutation } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { BandwidthPlan, Node } from "@/api/types";
import { toastDone } from "@/ui/toasts";
import { useTakeNode } from "../useTakeNode";

/** Sets a node's cap, or removes it. */
export function useSetPlan({ id }: Node, onDone: () => void) {
  const api = useApi();
  const take = useTakeNode();
  return useMutation({
    mutationFn: (plan: BandwidthPlan | null) => {
      const path = { id };
      return plan === null
        ? content(api.DELETE("/api/v1/nodes/{id}/bandwidth", { params: { path } }))
        : content(api.PUT("/api/v1/nodes/{id}/bandwidth", { params: { path }, body: plan }));
    },
    onSuccess: async (node) => {
      toastDone(node.bandwidth == null ? "The cap is removed." : "The cap holds within about two seconds.");
      onDone();
      await take(node);
    },
  });
}
