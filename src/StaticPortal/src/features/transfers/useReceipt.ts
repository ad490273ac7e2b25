import { useMutation } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";

/** Asks agents for the signatures that are missing; the answer tells who has signed. */
export function useReceipt(id: string) {
  const api = useApi();
  return useMutation({
    mutationFn: () => content(api.POST("/api/v1/transfers/{id}/receipt/signatures", { params: { path: { id } } })),
  });
}
