import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { done } from "@/api/client";
import { useApi } from "@/api/context";
import type { Grant } from "@/api/types";
import { useNow } from "@/ui/now";
import { placeText } from "@/ui/placeText";
import { toastDone, toastProblem } from "@/ui/toasts";
import { useConfirm } from "@/ui/useConfirm";
import { isOver } from "./places";

/** Takes a grant back; one that is over is only taken off the list. */
export function RevokeGrant({ grant }: { readonly grant: Grant }) {
  const api = useApi();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const over = isOver(grant.until, useNow());
  const whose = grant.to === "everyone" ? "everyone" : grant.toName ?? grant.to;
  const revoke = useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/nodes/{id}/grants/{grantId}", { params: { path: { id: grant.nodeId, grantId: grant.id } } })),
    onSuccess: () => toastDone("The right is taken back."),
    onError: toastProblem,
    onSettled: () => Promise.all([
      queries.invalidateQueries({ queryKey: ["grants"] }),
      queries.invalidateQueries({ queryKey: ["access", grant.nodeId] }),
    ]),
  });
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="red"
      loading={revoke.isPending}
      aria-label={`Revoke ${grant.right} of ${whose} on ${placeText(grant)}`}
      onClick={() => confirm({
        title: over ? "Take it off the list?" : `Take '${grant.right}' from ${whose}?`,
        text: over
          ? "The right is over already, so no transfer depends on it."
          : `Transfers that need ${placeText(grant)} are parked within seconds; what they have finished is kept, and they go on where they were after a new grant. Work that the store has under way ends within two seconds more. It cannot be brought back; give another instead.`,
        verb: over ? "Take it off" : "Revoke",
        dangerous: true,
        onConfirm: () => revoke.mutate(),
      })}
    >
      Revoke
    </Button>
  );
}
