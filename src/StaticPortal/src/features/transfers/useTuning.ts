import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Transfer, TuningChange } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";
import { isAtRest } from "./orders";

const refetchEvery = 10_000;

/** What agents tuned, the oldest first. */
export function useTuning({ id, state }: Transfer): Pages<TuningChange> {
  const api = useApi();
  return usePages(
    ["transfer", id, "tuning"],
    (after, signal) => content(api.GET("/api/v1/transfers/{id}/tuning", { params: { path: { id }, query: { after, limit: 200 } }, signal })),
    isAtRest(state) ? {} : { refetchEvery },
  );
}
