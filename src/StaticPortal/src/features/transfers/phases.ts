import type { Transfer } from "@/api/types";

export type PhaseState = "done" | "now" | "ahead" | "halted";

export interface Phase {
  readonly name: string;
  readonly state: PhaseState;
  /** How many objects it has done, where it counts them. */
  readonly objects?: number;
}

/** The steps of a transfer. Listing, copying and verifying go on side by side, each until its own counter is full. */
export function phasesOf({ state, settings, totals, rttMilliseconds }: Transfer): Phase[] {
  const order = ["Queued", "Validating", "Probing", "Copying"];
  const reached = order.includes(state) ? order.indexOf(state) : Infinity;
  const ended = ["Succeeded", "SucceededWithErrors"].includes(state);
  const halted = ["Failed", "Parked", "Stopped", "Stopping"].includes(state);
  const copies = settings.kind === "Copy";
  const all = totals.objectsPlanned - totals.objectsFailed;

  const side = (isDone: boolean, begun: boolean): PhaseState =>
    ended || (isDone && begun) ? "done" : halted && begun ? "halted" : begun ? "now" : "ahead";
  // One that halted before anything was listed came as far as its path probe tells.
  const haltedEarly = halted && totals.objectsPlanned + totals.objectsSkipped === 0;
  const step = (index: number, begunAnyway: boolean): PhaseState => haltedEarly
    ? rttMilliseconds != null ? "done" : index === 1 ? "halted" : "ahead"
    : reached > index && (reached !== Infinity || ended || begunAnyway) ? "done" : reached === index ? "now" : "ahead";

  const moving = state === "Copying" || state === "Verifying" || ended || totals.objectsPlanned > 0;
  const phases: (Phase | undefined)[] = [
    { name: "Check keys", state: step(1, moving) },
    { name: "Probe path", state: step(2, moving) },
    { name: "List", state: side(totals.listingComplete, moving), objects: totals.objectsPlanned + totals.objectsSkipped },
    copies ? { name: "Copy", state: side(totals.listingComplete && totals.objectsCopied >= all, moving), objects: totals.objectsCopied } : undefined,
    settings.kind === "DryRun"
      ? undefined
      : {
          name: "Verify",
          state: side(totals.listingComplete && totals.objectsVerified >= all, totals.objectsCopied > 0 || (!copies && moving)),
          objects: totals.objectsVerified,
        },
  ];
  return phases.filter((phase) => phase !== undefined);
}
