import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { CreateGrant, Grant } from "@/api/types";

/** Gives grants, one after another. Sending the same ones again, after a lost answer, gives no second ones. */
export function useGiveGrants(nodeId: string) {
  const api = useApi();
  const queries = useQueryClient();
  // A key for each different content: what was changed before it is sent again is another grant.
  const keys = useRef(new Map<string, string>());
  const keyFor = (request: CreateGrant) => {
    const text = JSON.stringify(request);
    const key = keys.current.get(text) ?? crypto.randomUUID();
    keys.current.set(text, key);
    return key;
  };
  return useMutation({
    mutationFn: async (requests: readonly CreateGrant[]) => {
      const given: Grant[] = [];
      for (const body of requests) {
        given.push(await content(api.POST("/api/v1/nodes/{id}/grants", {
          params: { path: { id: nodeId }, header: { "Idempotency-Key": keyFor(body) } }, body,
        })));
      }

      return { requests, given };
    },
    onSettled: () => Promise.all([
      queries.invalidateQueries({ queryKey: ["grants"] }),
      queries.invalidateQueries({ queryKey: ["access", nodeId] }),
    ]),
  });
}
