import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Node } from "@/api/types";

/** Shows the node that a change was answered with, in place of what an answer on its way still says. */
export function useTakeNode(): (node: Node) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async (node) => {
    await queries.cancelQueries({ queryKey: ["node", node.id] });
    queries.setQueryData<Node>(["node", node.id], node);
    await queries.invalidateQueries({ queryKey: ["nodes"] });
  }, [queries]);
}
