import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { ObjectState, Transfer, TransferObject } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";
import { isAtRest } from "./orders";

const refetchEvery = 10_000;

export function useTransferObjects({ id, state }: Transfer, wanted: ObjectState | undefined): Pages<TransferObject> {
  const api = useApi();
  return usePages(
    ["transfer", id, "objects", wanted],
    (after, signal) => content(api.GET("/api/v1/transfers/{id}/objects", {
      params: { path: { id }, query: { state: wanted, after } }, signal,
    })),
    isAtRest(state) ? {} : { refetchEvery },
  );
}
