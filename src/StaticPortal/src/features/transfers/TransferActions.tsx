import { Button } from "@mantine/core";
import { IconPlayerPlay, IconPlayerStop, IconRefresh, IconRepeat } from "@tabler/icons-react";
import { useNavigate } from "react-router";
import type { Transfer } from "@/api/types";
import { paths } from "@/app/paths";
import { toastDone } from "@/ui/toasts";
import { type Order, ordersFor } from "./orders";
import { useOrder } from "./useOrder";

const looks = {
  stop: { text: "Stop", icon: IconPlayerStop, done: "The transfer is stopping. Finished parts are kept." },
  restart: { text: "Restart", icon: IconPlayerPlay, done: "The transfer goes on with what is missing." },
  retry: { text: "Retry failed", icon: IconRefresh, done: "The objects that failed are tried again." },
  again: { text: "Run again", icon: IconRepeat, done: "A new transfer with the same settings has started." },
} as const satisfies Record<Order, object>;

/** The buttons for what may be ordered now. */
export function TransferActions({ transfer }: { readonly transfer: Transfer }) {
  const order = useOrder(transfer.id);
  const navigate = useNavigate();

  const give = (which: Order) => order.mutate(which, {
    onSuccess: (next) => {
      toastDone(looks[which].done);
      if (next.id !== transfer.id) void navigate(paths.transfer(next.id));
    },
  });

  return ordersFor(transfer).map((which) => {
    const { text, icon: Shown } = looks[which];
    return (
      <Button
        key={which}
        size="xs"
        variant={which === "stop" || which === "restart" ? "filled" : "default"}
        leftSection={<Shown size={16} aria-hidden />}
        loading={order.isPending && order.variables === which}
        disabled={order.isPending}
        onClick={() => give(which)}
      >
        {text}
      </Button>
    );
  });
}
