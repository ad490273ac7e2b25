import type { Transfer } from "@/api/types";

export interface Progress {
  /** From 0 to 1; absent while it is not known what the whole is. */
  readonly share: number | undefined;
  readonly objectsDone: number;
  readonly bytesDone: number;
}

/**
 * How far a transfer is. "Nothing to do yet" and "still counting" are not 100 %, and only a transfer that has succeeded
 * is shown as complete.
 */
export function progressOf({ state, settings, totals }: Transfer): Progress {
  const compares = settings.kind === "Verify";
  const objectsDone = compares ? totals.objectsVerified : totals.objectsCopied;
  const bytesDone = compares ? totals.bytesVerified : totals.bytesCopied;
  if (state === "Succeeded") {
    return { share: 1, objectsDone, bytesDone };
  }

  const whole = totals.bytesPlanned > 0
    ? bytesDone / totals.bytesPlanned
    : totals.objectsPlanned > 0 ? objectsDone / totals.objectsPlanned : 0;
  return { share: totals.listingComplete ? Math.min(whole, 0.999) : undefined, objectsDone, bytesDone };
}
