import { useQuery } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Node } from "@/api/types";

/** The one-time codes of a node that nobody has used yet. */
export function useOpenCodes({ id, agents }: Node) {
  const api = useApi();
  return useQuery({
    // A code that was used is one less: the number of agents belongs to what is asked.
    queryKey: ["codes", id, agents.length],
    queryFn: ({ signal }) => content(api.GET("/api/v1/nodes/{id}/enrollments", { params: { path: { id } }, signal })),
    placeholderData: (before) => before,
  });
}
