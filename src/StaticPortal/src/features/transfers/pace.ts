import type { Transfer } from "@/api/types";

/** What was counted at a moment, in milliseconds. */
export interface Sample {
  readonly at: number;
  readonly copied: number;
  readonly work: number;
}

export interface Pace {
  /** Lately; absent before there is anything to measure. */
  readonly bytesPerSecond?: number;
  /** The seconds left at the best and at the worst pace of late; absent when nobody can say. */
  readonly left?: { readonly least: number; readonly most: number };
}

/** The pace is measured over windows of different length; their spread is the range of the time left. */
const windows = [10_000, 30_000, 120_000] as const;

/** Over less than that, a rate is noise. */
const shortest = 900;

/** An object counts beside its bytes, or a million empty files would be no work at all. */
const bytesForAnObject = 64 * 1024;

/** Each byte is work twice, copied and read back. The same as dtnbox measures. */
export function sampleOf({ totals, settings }: Transfer, at: number): Sample {
  const compares = settings.kind === "Verify";
  const verified = totals.bytesVerified + totals.objectsVerified * bytesForAnObject;
  return {
    at,
    copied: compares ? totals.bytesVerified : totals.bytesCopied,
    work: compares ? verified : verified + totals.bytesCopied + totals.objectsCopied * bytesForAnObject,
  };
}

/** How fast it goes, by what was seen of it. The last sample is the present. */
export function paceOf({ totals, settings }: Transfer, samples: readonly Sample[]): Pace {
  const now = samples.at(-1);
  const since = (window: number) => now && samples.find(({ at }) => now.at - at <= window && now.at - at >= shortest);
  const recent = since(windows[0]);
  if (!now || !recent) {
    return {};
  }

  const rates = windows.map(since).filter((past) => past !== undefined).map((past) => 1000 * (now.work - past.work) / (now.at - past.at));
  const bytesPerSecond = 1000 * (now.copied - recent.copied) / (now.at - recent.at);
  const whole = (totals.bytesPlanned + totals.objectsPlanned * bytesForAnObject) * (settings.kind === "Verify" ? 1 : 2);
  const workLeft = whole - now.work;
  return totals.listingComplete && workLeft > 0 && Math.min(...rates) > 0
    ? { bytesPerSecond, left: { least: workLeft / Math.max(...rates), most: workLeft / Math.min(...rates) } }
    : { bytesPerSecond };
}
