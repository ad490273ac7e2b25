import type { BandwidthPlan, BandwidthWindow, DayOfWeek } from "@/api/types";
import { bytesPerSecondOf, type EnteredRate, enteredRate, rateFault, rateText } from "./rates";

/** The week as people in most of the world begin it. */
export const days: readonly DayOfWeek[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

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

export function draftOf(plan: BandwidthPlan | null | undefined, presentZone: string): PlanDraft {
  return {
    rate: enteredRate(plan?.bytesPerSecond),
    timeZone: plan ? plan.timeZone ?? "UTC" : presentZone,
    windows: (plan?.windows ?? []).map((window, at) => ({
      key: `held-${at}`, days: window.days ?? days, from: minutes(window.from), to: minutes(window.to), rate: enteredRate(window.bytesPerSecond),
    })),
  };
}

/** As the API takes it; null when nothing is capped at any time. */
export function planOf(draft: PlanDraft): BandwidthPlan | null {
  const bytesPerSecond = bytesPerSecondOf(draft.rate);
  if (bytesPerSecond === null && draft.windows.length === 0) return null;
  return {
    bytesPerSecond,
    timeZone: draft.timeZone,
    windows: draft.windows.map((window) => ({
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

/** "Mon–Fri 08:00–18:00: 200 Mbit/s" */
export function windowText(window: BandwidthWindow): string {
  const overnight = window.to <= window.from ? " (next day)" : "";
  return `${daysText(window.days ?? days)} ${minutes(window.from)}–${minutes(window.to)}${overnight}: ${rateText(window.bytesPerSecond)}`;
}

/** Neighbours are drawn together: "Mon–Wed, Fri". */
export function daysText(chosen: readonly DayOfWeek[]): string {
  if (days.every((day) => chosen.includes(day))) return "Every day";
  const runs: DayOfWeek[][] = [];
  days.forEach((day, at) => {
    if (!chosen.includes(day)) return;
    const before = days[at - 1];
    const last = runs.at(-1);
    if (last && before !== undefined && chosen.includes(before)) last.push(day);
    else runs.push([day]);
  });
  return runs.map((run) => {
    const [first, last] = [short(run[0]), short(run.at(-1))];
    return run.length === 1 ? first : run.length === 2 ? `${first}, ${last}` : `${first}–${last}`;
  }).join(", ");
}

function short(day: DayOfWeek | undefined): string {
  return day?.slice(0, 3) ?? "";
}

function minutes(time: string): string {
  return time.slice(0, 5);
}

function isTime(time: string): boolean {
  return /^\d\d:\d\d$/.test(time);
}
