import { IconPlayerPlay, IconPlayerStop, IconRefresh, IconRepeat, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "react-router";
import type { Transfer } from "@/api/types";
import { paths } from "@/app/paths";
import { formatCount } from "@/ui/format";
import { RefusableButton } from "@/ui/RefusableButton";
import { toastDone } from "@/ui/toasts";
import { useConfirm } from "@/ui/useConfirm";
import { type Order, ordersFor } from "./orders";
import { useDelete } from "./useDelete";
import { useOrder } from "./useOrder";

const looks = {
  stop: { text: "Stop", icon: IconPlayerStop, done: "The transfer is stopping. Finished parts are kept." },
  restart: { text: "Restart", icon: IconPlayerPlay, done: "The transfer goes on with what is missing." },
  retry: { text: "Retry failed", icon: IconRefresh, done: "The objects that failed are tried again." },
  again: { text: "Run again", icon: IconRepeat, done: "A new transfer with the same settings has started." },
  delete: { text: "Delete", icon: IconTrash, done: "The transfer is deleted. What it copied stays." },
} as const satisfies Record<Order, object>;

/** The buttons for what may be ordered now, and for what may not, with the reason. */
export function TransferActions({ transfer }: { readonly transfer: Transfer }) {
  const order = useOrder(transfer.id);
  const deletion = useDelete(transfer.id);
  const navigate = useNavigate();
  const ask = useConfirm();
  const busy = order.isPending || deletion.isPending;

  const give = (which: Order) => {
    if (which === "delete") {
      ask({
        title: "Delete this transfer?",
        text: "Its objects list, results and receipt go with it, and cannot be got back. What it copied stays where it is.",
        verb: "Delete",
        dangerous: true,
        onConfirm: () => deletion.mutate(undefined, {
          onSuccess: () => {
            toastDone(looks.delete.done);
            void navigate(paths.transfers);
          },
        }),
      });
      return;
    }

    order.mutate(which, {
      onSuccess: (next) => {
        toastDone(looks[which].done);
        if (next.id !== transfer.id) void navigate(paths.transfer(next.id));
      },
    });
  };

  return ordersFor(transfer).map(({ order: which, refusal }) => {
    const { text, icon: Shown } = looks[which];
    return (
      <RefusableButton
        key={which}
        size="xs"
        variant={which === "stop" || which === "restart" ? "filled" : "default"}
        leftSection={<Shown size={16} aria-hidden />}
        loading={(order.isPending && order.variables === which) || (deletion.isPending && which === "delete")}
        refusal={refusal ?? (busy ? "The last order is being given." : undefined)}
        onClick={() => give(which)}
      >
        {which === "retry" ? `${text} (${formatCount(transfer.totals.objectsFailed)})` : text}
      </RefusableButton>
    );
  });
}
