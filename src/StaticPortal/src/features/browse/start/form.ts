import type { BandwidthPlan, KeyRule, SyncMode, TransferKind } from "@/api/types";
import { bytesPerSecondOf, type EnteredRate, noRate } from "@/ui/bandwidth/rates";

export type Every = "hour" | "day" | "week" | "cron";

/** What the drawer asks, as it is typed. */
export interface StartForm {
  readonly label: string;
  readonly kind: TransferKind;
  readonly sync: SyncMode;
  /** Patterns, one a line. */
  readonly include: string;
  readonly exclude: string;
  readonly cap: EnteredRate;
  /** Local date and time, or empty for never. */
  readonly deadline: string;
  readonly when: "now" | "once" | "repeat";
  readonly startAt: string;
  readonly every: Every;
  /** HH:MM; of an hour only the minutes count. */
  readonly time: string;
  /** 0 is Sunday, as in cron. */
  readonly weekday: string;
  readonly cron: string;
}

export const emptyForm: StartForm = {
  label: "", kind: "Copy", sync: "SizeDiffers", include: "", exclude: "", cap: noRate("bytes"), deadline: "",
  when: "now", startAt: "", every: "day", time: "02:00", weekday: "1", cron: "",
};

export function patternsOf(lines: string): string[] {
  return lines.split("\n").map((line) => line.replace(/\r$/, "")).filter((line) => line !== "");
}

/** Exclusions go first: an object that an inclusion takes is left out all the same when it is excluded. */
export function filterRules({ include, exclude }: StartForm): KeyRule[] {
  return [
    ...patternsOf(exclude).map((pattern): KeyRule => ({ action: "Exclude", pattern })),
    ...patternsOf(include).map((pattern): KeyRule => ({ action: "Include", pattern })),
  ];
}

export function bandwidthOf({ cap }: StartForm): BandwidthPlan | undefined {
  const bytesPerSecond = bytesPerSecondOf(cap);
  return bytesPerSecond === null ? undefined : { bytesPerSecond };
}

/** The five fields of a repetition: minute, hour, day of month, month, day of week. */
export function cronOf({ every, time, weekday, cron }: StartForm): string {
  const [hour = "0", minute = "0"] = time.split(":").map((part) => `${Number(part)}`);
  switch (every) {
    case "hour": return `${minute} * * * *`;
    case "day": return `${minute} ${hour} * * *`;
    case "week": return `${minute} ${hour} * * ${weekday}`;
    case "cron": return cron.trim();
  }
}
