import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { done } from "@/api/client";
import { useApi } from "@/api/context";
import type { Invitation } from "@/api/types";
import { toastDone, toastProblem } from "@/ui/toasts";
import { useConfirm } from "@/ui/useConfirm";

export function RevokeInvitation({ invitation }: { readonly invitation: Invitation }) {
  const api = useApi();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const revoke = useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/invitations/{id}", { params: { path: { id: invitation.id } } })),
    onSuccess: () => toastDone("The invitation is revoked."),
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ["invitations"] }),
  });
  const used = invitation.usedBy != null;
  return (
    <Button
      size="xs"
      variant="subtle"
      color="red"
      loading={revoke.isPending}
      aria-label={`Revoke the invitation for ${invitation.email ?? "whoever has the link"}`}
      onClick={() => confirm({
        title: "Revoke the invitation?",
        text: used ? "It disappears from this list. Who came in by it stays." : "Its link lets nobody in any more.",
        verb: "Revoke",
        dangerous: true,
        onConfirm: () => revoke.mutate(),
      })}
    >
      {used ? "Remove" : "Revoke"}
    </Button>
  );
}
