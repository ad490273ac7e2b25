import type { BandwidthPlan, BandwidthWindow } from "@/api/types";
import type { RateUnit } from "@/ui/format";

type Day = NonNullable<BandwidthWindow["days"]>[number];

/** A window as a form holds it. */
export interface WindowDraft {
  readonly days: readonly Day[];
  readonly from: string;
  readonly to: string;
  /** In the unit of the form; empty for no cap. */
  readonly cap: number | "";
}

export interface BandwidthDraft {
  readonly cap: number | "";
  readonly timeZone: string;
  readonly windows: readonly WindowDraft[];
}

/** Caps are entered in a unit that people have figures in: MiB/s, or Mbit/s. */
const bytesOf: Record<RateUnit, number> = { bytes: 1024 * 1024, bits: 125_000 };

export const capUnits: Record<RateUnit, string> = { bytes: "MiB/s", bits: "Mbit/s" };

export const days: readonly Day[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export function draftOf(plan: BandwidthPlan | null | undefined, unit: RateUnit, timeZone: string): BandwidthDraft {
  return {
    cap: entered(plan?.bytesPerSecond, unit),
    timeZone: plan?.timeZone ?? (plan?.windows == null ? timeZone : "UTC"),
    windows: (plan?.windows ?? []).map((window) => ({
      days: window.days ?? [], from: window.from.slice(0, 5), to: window.to.slice(0, 5), cap: entered(window.bytesPerSecond, unit),
    })),
  };
}

/** The plan, or null when nothing is capped. */
export function planOf({ cap, timeZone, windows }: BandwidthDraft, unit: RateUnit): BandwidthPlan | null {
  if (cap === "" && windows.length === 0) {
    return null;
  }

  return {
    bytesPerSecond: bytes(cap, unit),
    ...(windows.length === 0 ? {} : {
      timeZone,
      windows: windows.map((window) => ({
        days: window.days.length === 0 ? null : [...window.days], from: `${window.from}:00`, to: `${window.to}:00`, bytesPerSecond: bytes(window.cap, unit),
      })),
    }),
  };
}

function entered(bytesPerSecond: number | null | undefined, unit: RateUnit): number | "" {
  return bytesPerSecond == null ? "" : Number((bytesPerSecond / bytesOf[unit]).toPrecision(6));
}

function bytes(cap: number | "", unit: RateUnit): number | null {
  return cap === "" ? null : Math.max(1, Math.round(cap * bytesOf[unit]));
}
