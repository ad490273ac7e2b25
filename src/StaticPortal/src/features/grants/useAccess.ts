import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";

/** @param user Somebody else's id or address; left out for oneself. */
export function useAccess(nodeId: string, user: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ["access", nodeId, user],
    queryFn: ({ signal }) => content(api.GET("/api/v1/nodes/{id}/access", { params: { path: { id: nodeId }, query: { user } }, signal })),
    placeholderData: keepPreviousData,
  });
}
