import type { BandwidthPlan, BandwidthWindow, TransferSettings } from "@/api/types";
import { formatBytes, formatCount, formatName, formatRate, type RateUnit } from "./format";

const kinds: Record<NonNullable<TransferSettings["kind"]>, string> = {
  Copy: "Copies, and proves that everything arrived",
  DryRun: "Only shows what a copy would do; nothing is written",
  Verify: "Only compares both sides, byte by byte; nothing is written",
};

const modes: Record<NonNullable<TransferSettings["sync"]>, string> = {
  All: "Every object",
  Missing: "Objects that the destination does not have",
  SizeDiffers: "Objects that the destination does not have, or has with another size",
  Newer: "Objects that the destination does not have, or has with an earlier date",
  ChecksumDiffers: "Objects that the destination does not have, or whose bytes differ",
};

/** What a transfer does and how, in words: a name and a sentence for each setting. */
export function settingsWords({ kind, sync, selection, deleteExtras, tuning }: TransferSettings): (readonly [string, string])[] {
  const limits = [
    ["Objects at once", tuning?.objectsInFlight, formatCount],
    ["Parts at once", tuning?.partsInFlight, formatCount],
    ["Part size", tuning?.partSizeBytes, formatBytes],
  ] as const;
  return [
    ["Does", kinds[kind ?? "Copy"]],
    ["Takes", modes[sync ?? "SizeDiffers"]],
    ["Only keys", selection?.keyList == null ? "All under the source's prefix" : `Those of the stored list ${selection.keyList}`],
    ["Filters", selection?.rules == null || selection.rules.length === 0
      ? "None"
      : selection.rules.map(({ action, pattern }) => `${formatName(action).toLowerCase()} ${pattern}`).join(", then ")],
    ["Extras at the destination", deleteExtras == null ? "Are kept" : `Are deleted at the end, if they are at most ${formatCount(deleteExtras.limit)}`],
    ...limits.map(([name, limit, format]) => [name, limit?.pin != null
      ? `Always ${format(limit.pin)}`
      : limit?.max != null ? `Tuned, at most ${format(limit.max)}` : "Tuned by the agents"] as const),
  ];
}

/** A bandwidth cap with its timetable, a line for each part. */
export function bandwidthWords(plan: BandwidthPlan | null | undefined, unit: RateUnit): string[] {
  if (plan == null) {
    return ["No cap"];
  }

  const windows = plan.windows ?? [];
  return [
    `${windows.length === 0 ? "Always" : "Otherwise"} ${capWords(plan.bytesPerSecond, unit)}`,
    ...windows.map((window) => `${windowWords(window)} ${capWords(window.bytesPerSecond, unit)}`),
    ...(windows.length === 0 ? [] : [`Times are in ${plan.timeZone ?? "UTC"}; the first that holds decides`]),
  ];
}

function capWords(bytesPerSecond: number | null | undefined, unit: RateUnit): string {
  return bytesPerSecond == null ? "no cap" : `at most ${formatRate(bytesPerSecond, unit)}`;
}

function windowWords({ days, from, to }: BandwidthWindow): string {
  return `${days == null || days.length === 0 ? "Every day" : days.map((day) => day.slice(0, 3)).join(", ")} ${from.slice(0, 5)} to ${to.slice(0, 5)}:`;
}
