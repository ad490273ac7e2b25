import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { done } from "@/api/client";
import { useApi } from "@/api/context";
import type { Token } from "@/api/types";
import { toastDone, toastProblem } from "@/ui/toasts";
import { useConfirm } from "@/ui/useConfirm";

export function RevokeToken({ token }: { readonly token: Token }) {
  const api = useApi();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const revoke = useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/me/tokens/{id}", { params: { path: { id: token.id } } })),
    onSuccess: () => toastDone(`The token '${token.name}' is revoked.`),
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
  });
  return (
    <Button
      size="xs"
      variant="subtle"
      color="red"
      loading={revoke.isPending}
      aria-label={`Revoke the token ${token.name}`}
      onClick={() => confirm({
        title: `Revoke '${token.name}'?`,
        text: "Whatever uses this token is shut out at once. It cannot be brought back.",
        verb: "Revoke",
        dangerous: true,
        onConfirm: () => revoke.mutate(),
      })}
    >
      Revoke
    </Button>
  );
}
