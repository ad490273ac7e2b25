import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Node } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";

/** Agents count as connected for 30 s after they were heard: twice as often is soon enough. */
const refetchEvery = 10_000;

export function useNodes(): Pages<Node> {
  const api = useApi();
  return usePages(
    ["nodes"],
    (after, signal) => content(api.GET("/api/v1/nodes", { params: { query: { after } }, signal })),
    { refetchEvery },
  );
}
