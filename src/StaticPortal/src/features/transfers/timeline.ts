import type { AuditEntry, Transfer, TuningChange } from "@/api/types";
import { formatName } from "@/ui/format";

export interface Happening {
  readonly at: string;
  readonly kind: "order" | "state" | "tuning";
  readonly text: string;
  /** Who, or what came of it. */
  readonly more?: string;
}

const ordersInWords: Readonly<Record<string, string>> = {
  "transfer.create": "Start was ordered",
  "transfer.stop": "Stop was ordered",
  "transfer.restart": "Restart was ordered",
  "transfer.run-again": "Another run of the same was ordered",
  "transfer.deadline.set": "The deadline was changed",
  "transfer.bandwidth.set": "The bandwidth cap was changed",
  "transfer.bandwidth.remove": "The bandwidth cap was removed",
  "transfer.receipt.sign": "Signatures of the receipt were asked for",
  "transfer.park": "It was parked, because its owner lacks a right",
};

/** What happened to a transfer, the newest first, of what the control plane tells: its row, the audit, the tuners. */
export function timelineOf(transfer: Transfer, orders: readonly AuditEntry[], tuning: readonly TuningChange[]): Happening[] {
  const { createdAt, startedAt, endedAt, state, fault, attempt } = transfer;
  const happenings: Happening[] = [
    { at: createdAt, kind: "state", text: "Accepted", more: transfer.label ?? undefined },
    ...(startedAt == null ? [] : [{ at: startedAt, kind: "state", text: "Began" } as const]),
    ...(endedAt == null ? [] : [{
      at: endedAt, kind: "state", text: attempt > 1 ? `${formatName(state)}, in attempt ${attempt}` : formatName(state), more: fault?.message,
    } as const]),
    ...orders.map(({ at, action, actor, outcome, problem }): Happening => ({
      at,
      kind: "order",
      text: ordersInWords[action] ?? action,
      more: [`by ${actor.id ?? formatName(actor.kind)}`, outcome === "Succeeded" ? undefined : `${formatName(outcome)}${problem == null ? "" : `: ${problem}`}`]
        .filter((part) => part !== undefined).join(", "),
    })),
    ...tuning.map(({ at, sentence, agent }): Happening => ({ at, kind: "tuning", text: sentence, more: agent ?? undefined })),
  ];
  return happenings.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}
