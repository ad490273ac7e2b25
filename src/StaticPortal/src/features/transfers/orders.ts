import type { Transfer, TransferState } from "@/api/types";

/** What a person can tell a transfer to do. */
export type Order = "stop" | "restart" | "retry" | "again";

/** The one table of what may be ordered in which state; the control plane's own is TransferStates. */
const allowed: Record<TransferState, readonly Order[]> = {
  Queued: ["stop"],
  Validating: ["stop"],
  Probing: ["stop"],
  Copying: ["stop"],
  Verifying: [],
  Stopping: [],
  Stopped: ["restart", "retry", "again"],
  Parked: ["restart", "retry", "stop", "again"],
  Succeeded: ["again"],
  SucceededWithErrors: ["restart", "retry", "again"],
  Failed: ["restart", "retry", "again"],
};

export function ordersFor({ state, totals }: Pick<Transfer, "state" | "totals">): readonly Order[] {
  return allowed[state].filter((order) => order !== "retry" || totals.objectsFailed > 0);
}

/** Nothing happens any more unless somebody acts. */
export function isAtRest(state: TransferState): boolean {
  return ["Stopped", "Parked", "Succeeded", "SucceededWithErrors", "Failed"].includes(state);
}
