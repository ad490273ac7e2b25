import { formatBytes, formatCount } from "@/ui/format";
import { type Entry, entryId } from "./entries";

/** What is chosen in a pane. It is kept by name, so neither scrolling nor loading more changes it. */
export interface Selection {
  /** Everything under the pane's prefix, loaded or not. */
  readonly everything: boolean;
  readonly chosen: ReadonlyMap<string, Entry>;
}

export const nothing: Selection = { everything: false, chosen: new Map() };
export const everything: Selection = { everything: true, chosen: new Map() };

export function isSelected(selection: Selection, entry: Entry): boolean {
  return entry.kind !== "bucket" && (selection.everything || selection.chosen.has(entryId(entry)));
}

export function isEmpty(selection: Selection): boolean {
  return !selection.everything && selection.chosen.size === 0;
}

export function only(entries: readonly Entry[]): Selection {
  return added(nothing, entries);
}

export function added(selection: Selection, entries: readonly Entry[]): Selection {
  const chosen = new Map(selection.chosen);
  for (const entry of entries) {
    if (entry.kind !== "bucket") chosen.set(entryId(entry), entry);
  }

  return { everything: false, chosen };
}

export function toggled(selection: Selection, entry: Entry): Selection {
  const chosen = new Map(selection.chosen);
  return chosen.delete(entryId(entry)) ? { everything: false, chosen } : added(selection, [entry]);
}

/** The rows from one to another, both with, whichever comes first. */
export function between(rows: readonly Entry[], one: number, other: number): readonly Entry[] {
  return rows.slice(Math.min(one, other), Math.max(one, other) + 1);
}

export interface Totals {
  readonly objects: number;
  readonly folders: number;
  readonly bytes: number;
  /** There is more in it than these figures: folders, or what is not loaded. */
  readonly open: boolean;
}

export function totalsOf(selection: Selection, loaded: readonly Entry[], complete: boolean): Totals {
  const entries = selection.everything ? loaded : [...selection.chosen.values()];
  const objects = entries.filter(({ kind }) => kind === "object");
  const folders = entries.filter(({ kind }) => kind === "folder").length;
  return {
    objects: objects.length,
    folders,
    bytes: objects.reduce((sum, { size = 0 }) => sum + size, 0),
    open: folders > 0 || (selection.everything && !complete),
  };
}

/** "3 objects, 1 folder, 12.0 MiB+". */
export function totalsText({ objects, folders, bytes, open }: Totals): string {
  const parts = [
    objects > 0 || folders === 0 ? counted(objects, "object") : undefined,
    folders > 0 ? counted(folders, "folder") : undefined,
    `${formatBytes(bytes)}${open ? "+" : ""}`,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

export function counted(count: number, thing: string): string {
  return `${formatCount(count)} ${thing}${count === 1 ? "" : "s"}`;
}
