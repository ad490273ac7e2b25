import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Transfer, TransferState } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";

const refetchEvery = 3_000;

export function useTransfers(state: TransferState | undefined): Pages<Transfer> {
  const api = useApi();
  return usePages(
    ["transfers", state],
    (after, signal) => content(api.GET("/api/v1/transfers", { params: { query: { state: state && [state], after, limit: 50 } }, signal })),
    { refetchEvery },
  );
}
