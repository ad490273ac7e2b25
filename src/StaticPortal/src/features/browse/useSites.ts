import { useQuery } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Node } from "@/api/types";

/** Agents count as connected for 30 s after they were heard: twice as often is soon enough. */
const refetchEvery = 10_000;

/** All sites that the person may see. */
export function useSites() {
  const api = useApi();
  return useQuery({
    queryKey: ["nodes", "all"],
    refetchInterval: refetchEvery,
    queryFn: async ({ signal }) => {
      const sites: Node[] = [];
      let after: string | undefined;
      do {
        const page = await content(api.GET("/api/v1/nodes", { params: { query: { after, limit: 1000 } }, signal }));
        sites.push(...page.items);
        after = page.next ?? undefined;
      } while (after !== undefined);
      return sites;
    },
  });
}
