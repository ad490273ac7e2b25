import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Grant } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";

/** All grants of a node, those that are over among them; they come in one page. */
export function useNodeGrants(nodeId: string): Pages<Grant> {
  const api = useApi();
  return usePages(
    ["grants", nodeId],
    (_, signal) => content(api.GET("/api/v1/nodes/{id}/grants", { params: { path: { id: nodeId } }, signal })),
  );
}
