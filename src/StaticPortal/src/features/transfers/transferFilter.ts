import type { Transfer, TransferState } from "@/api/types";
import { placeText } from "@/ui/placeText";

/** Which transfers a list shows. */
export interface TransferFilter {
  readonly ended: boolean;
  readonly state: TransferState | undefined;
  readonly search: string | undefined;
}

export function hasEnded(state: TransferState): boolean {
  return state === "Succeeded" || state === "SucceededWithErrors" || state === "Failed";
}

/** Whether a list shows a transfer, as the control plane decides it: for those that the stream tells of. */
export function shows({ ended, state, search }: TransferFilter, transfer: Transfer): boolean {
  const sought = search?.toLowerCase();
  return ended === hasEnded(transfer.state)
    && (state === undefined || state === transfer.state)
    && (sought === undefined || [transfer.label, transfer.id, placeText(transfer.source), placeText(transfer.destination)]
      .some((text) => text?.toLowerCase().includes(sought)));
}
