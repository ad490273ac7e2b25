import { useMutation, useQueryClient } from "@tanstack/react-query";
import { done } from "@/api/client";
import { useApi } from "@/api/context";
import { toastProblem } from "@/ui/toasts";

/** Deletes a transfer. */
export function useDelete(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/transfers/{id}", { params: { path: { id } } })),
    onSuccess: () => {
      queries.removeQueries({ queryKey: ["transfer", id] });
      return queries.invalidateQueries({ queryKey: ["transfers"] });
    },
    onError: toastProblem,
  });
}
