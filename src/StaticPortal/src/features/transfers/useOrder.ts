import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { content, optionalBody } from "@/api/client";
import { useApi } from "@/api/context";
import type { Transfer } from "@/api/types";
import { toastProblem } from "@/ui/toasts";
import { merge } from "./monotonic";
import type { Order } from "./orders";

/** Tells a transfer what to do. "again" makes a new one, and its view is the answer. */
export function useOrder(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  // One for each time that the screen is entered: a second click, or a repeated request, makes no second transfer.
  const againKey = useRef(crypto.randomUUID());
  return useMutation({
    mutationFn: (order: Exclude<Order, "delete">): Promise<Transfer> => {
      const path = { id };
      switch (order) {
        case "stop":
          return content(api.POST("/api/v1/transfers/{id}/stop", { params: { path } }));
        case "restart":
          return content(api.POST("/api/v1/transfers/{id}/restart", { params: { path } }));
        case "retry":
          return content(api.POST("/api/v1/transfers/{id}/restart", { params: { path }, ...optionalBody({ only: "Failed" }) }));
        case "again":
          return content(api.POST("/api/v1/transfers/{id}/run-again", {
            params: { path, header: { "Idempotency-Key": againKey.current } },
          }));
      }
    },
    onSuccess: (next) => queries.setQueryData<Transfer>(["transfer", next.id], (shown) => merge(shown, next)),
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ["transfers"] }),
  });
}
