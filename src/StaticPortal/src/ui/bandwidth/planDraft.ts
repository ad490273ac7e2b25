import type { BandwidthPlan, DayOfWeek } from "@/api/types";
import type { RateUnit } from "../format";
import { browserZone } from "../timeZones";
import { bytesPerSecondOf, type EnteredRate, enteredRate, noRate, rateFault } from "./rates";
import { days } from "./week";

export interface WindowDraft {
  /** Tells the rows of the form apart. */
  readonly key: string;
  readonly days: readonly DayOfWeek[];
  /** "HH:mm" */
  readonly from: string;
  readonly to: string;
  readonly rate: EnteredRate;
}

/** A plan as it is being edited. */
export interface PlanDraft {
  readonly rate: EnteredRate;
  readonly timeZone: string;
  readonly windows: readonly WindowDraft[];
}

/** @param unit What the person reads rates in: that of caps that are not there yet. */
export function draftOf(plan: BandwidthPlan | null | undefined, unit: RateUnit): PlanDraft {
  const rateOf = (bytesPerSecond: number | null | undefined) => bytesPerSecond == null ? noRate(unit) : enteredRate(bytesPerSecond);
  const windows = plan?.windows ?? [];
  return {
    rate: rateOf(plan?.bytesPerSecond),
    timeZone: windows.length === 0 ? browserZone() : plan?.timeZone ?? "UTC",
    windows: windows.map((window, at) => ({
      key: `held-${at}`, days: window.days ?? days, from: minutes(window.from), to: minutes(window.to), rate: rateOf(window.bytesPerSecond),
    })),
  };
}

/** A time to begin with: office hours. */
export function newWindow(unit: RateUnit): WindowDraft {
  return { key: crypto.randomUUID(), days: days.slice(0, 5), from: "08:00", to: "18:00", rate: noRate(unit) };
}

/** As the API takes it; null when nothing is capped at any time. */
export function planOf({ rate, timeZone, windows }: PlanDraft): BandwidthPlan | null {
  const bytesPerSecond = bytesPerSecondOf(rate);
  if (windows.length === 0) return bytesPerSecond === null ? null : { bytesPerSecond };
  return {
    bytesPerSecond,
    timeZone,
    windows: windows.map((window) => ({
      days: window.days.length === days.length ? null : [...window.days],
      from: `${window.from}:00`,
      to: `${window.to}:00`,
      bytesPerSecond: bytesPerSecondOf(window.rate),
    })),
  };
}

export function windowFault({ days: chosen, from, to, rate }: WindowDraft): string | undefined {
  if (chosen.length === 0) return "Choose the days on which it begins.";
  if (!isTime(from) || !isTime(to)) return "Give the time at which it begins, and at which it ends.";
  return rateFault(rate);
}

export function isSound(draft: PlanDraft): boolean {
  return rateFault(draft.rate) === undefined && draft.windows.every((window) => windowFault(window) === undefined);
}

function minutes(time: string): string {
  return time.slice(0, 5);
}

function isTime(time: string): boolean {
  return /^\d\d:\d\d$/.test(time);
}
