import { useMutation, useQueryClient } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { BandwidthPlan, Transfer } from "@/api/types";
import { merge } from "./monotonic";

/** A new value of what can be changed while a transfer runs; null takes it away. */
export type Change = { readonly bandwidth: BandwidthPlan | null } | { readonly deadline: string | null };

export function useSettings(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const params = { path: { id } };
  return useMutation({
    mutationFn: (change: Change): Promise<Transfer> => content("deadline" in change
      ? api.PUT("/api/v1/transfers/{id}/deadline", { params, body: { deadline: change.deadline } })
      : change.bandwidth === null
        ? api.DELETE("/api/v1/transfers/{id}/bandwidth", { params })
        : api.PUT("/api/v1/transfers/{id}/bandwidth", { params, body: change.bandwidth })),
    onSuccess: (next) => queries.setQueryData<Transfer>(["transfer", id], (shown) => merge(shown, next)),
  });
}
