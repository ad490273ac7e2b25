import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Grant } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";

/** What was granted to the person, or to everyone, and holds; it comes in one page. */
export function useHeldGrants(): Pages<Grant> {
  const api = useApi();
  return usePages(["grants", "held"], (_, signal) => content(api.GET("/api/v1/grants", { signal })));
}
