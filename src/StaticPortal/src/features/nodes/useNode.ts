import { useQuery } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";

/** One node, asked for again and again: agents come and go by themselves. */
export function useNode(id: string, refetchInterval: number) {
  const api = useApi();
  return useQuery({
    queryKey: ["node", id],
    queryFn: ({ signal }) => content(api.GET("/api/v1/nodes/{id}", { params: { path: { id } }, signal })),
    refetchInterval,
  });
}
