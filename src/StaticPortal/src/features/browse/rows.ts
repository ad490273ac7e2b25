import { visibleName } from "@/ui/visibleName";
import type { Entry } from "./entries";

export type SortBy = "name" | "size" | "modified";

export interface Sort {
  readonly by: SortBy;
  readonly descending: boolean;
}

/** The order in which the store lists. */
export const storeOrder: Sort = { by: "name", descending: false };

/** What a click on a column's title does. */
export function sortAfter(sort: Sort, by: SortBy): Sort {
  return { by, descending: sort.by === by ? !sort.descending : by !== "name" };
}

/** What is loaded, narrowed down and ordered. The store's own order costs nothing, however much there is. */
export function rowsOf(entries: readonly Entry[], filter: string, sort: Sort): readonly Entry[] {
  const wanted = filter.toLowerCase();
  const kept = wanted === "" ? entries
    : entries.filter(({ name }) => name.toLowerCase().includes(wanted) || visibleName(name).toLowerCase().includes(wanted));
  if (sort.by === "name") {
    return sort.descending ? kept.toReversed() : kept;
  }

  const value = sort.by === "size" ? sizeOf : timeOf;
  const direction = sort.descending ? -1 : 1;
  // Folders have neither size nor time: they stay above, in the order of the store.
  const folders = kept.filter(({ kind }) => kind !== "object");
  const objects = kept.filter(({ kind }) => kind === "object").map((entry) => ({ entry, by: value(entry) }));
  return [...folders, ...objects.sort((one, other) => direction * (one.by - other.by)).map(({ entry }) => entry)];
}

function sizeOf(entry: Entry): number {
  return entry.size ?? 0;
}

function timeOf(entry: Entry): number {
  return entry.modifiedAt === undefined ? 0 : Date.parse(entry.modifiedAt);
}
