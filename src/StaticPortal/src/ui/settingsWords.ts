import type { TransferSettings } from "@/api/types";
import { formatBytes, formatCount, formatName } from "./format";

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
