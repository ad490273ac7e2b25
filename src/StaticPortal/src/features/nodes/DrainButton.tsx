import { Button } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import type { Node } from "@/api/types";
import { useConfirm } from "@/ui/useConfirm";
import { useNodeOrder } from "./useNodeOrder";

/** Gives a node no new work, or work again. */
export function DrainButton({ node }: { readonly node: Node }) {
  const order = useNodeOrder(node.id);
  const confirm = useConfirm();
  return node.drainingSince == null ? (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlayerPause size={16} aria-hidden />}
      loading={order.isPending}
      onClick={() => confirm({
        title: `Drain '${node.displayName}'?`,
        text: "Its agents finish what they have in hand and are given nothing new. Transfers that need it wait until you undrain it; none fails.",
        verb: "Drain",
        onConfirm: () => order.mutate({ kind: "drain" }),
      })}
    >
      Drain
    </Button>
  ) : (
    <Button size="xs" leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={order.isPending} onClick={() => order.mutate({ kind: "undrain" })}>
      Undrain
    </Button>
  );
}
