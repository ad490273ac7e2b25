import type { Transfer, TransferState } from "@/api/types";

/** What a person can tell a transfer to do. */
export type Order = "stop" | "restart" | "retry" | "again" | "delete";

/** The one table of what may be ordered in which state; the control plane's own is TransferStates. */
const allowed: Record<TransferState, readonly Order[]> = {
  Queued: ["stop"],
  Validating: ["stop"],
  Probing: ["stop"],
  Copying: ["stop"],
  Verifying: ["stop"],
  Stopping: [],
  Stopped: ["restart", "retry", "again", "delete"],
  Parked: ["restart", "retry", "stop", "again", "delete"],
  Succeeded: ["again", "delete"],
  SucceededWithErrors: ["restart", "retry", "again", "delete"],
  Failed: ["restart", "retry", "again", "delete"],
};

export interface OfferedOrder {
  readonly order: Order;
  /** Why it cannot be given now; absent when it can. */
  readonly refusal?: string;
}

/** The orders to show in a state. Those that cannot be given now say why; those that make no sense there are left out. */
export function ordersFor({ state, totals }: Pick<Transfer, "state" | "totals">): readonly OfferedOrder[] {
  const shown: readonly Order[] = isAtRest(state)
    ? [...(state === "Parked" ? ["stop" as const] : []), "restart", ...(totals.objectsFailed > 0 ? ["retry" as const] : []), "again", "delete"]
    : ["stop", "again", "delete"];
  return shown.map((order) => (allowed[state].includes(order) ? { order } : { order, refusal: refusals[order](state) }));
}

const refusals: Record<Order, (state: TransferState) => string> = {
  stop: () => "It is stopping already.",
  restart: () => "Nothing is left to do: every object is there and proven right.",
  retry: () => "It is under way.",
  again: () => "It is under way. Wait until it has ended.",
  delete: (state) => (state === "Stopping" ? "It is stopping. Delete it when it is stopped." : "It is under way. Stop it first."),
};

/** Nothing happens any more unless somebody acts. */
export function isAtRest(state: TransferState): boolean {
  return ["Stopped", "Parked", "Succeeded", "SucceededWithErrors", "Failed"].includes(state);
}
