import type { KeyRule, Location } from "@/api/types";
import { visibleName } from "@/ui/visibleName";
import type { Entry } from "../entries";
import { folderOf, type Place } from "../place";
import { isEmpty, type Selection } from "../selection";

/**
 * What of the source is taken, and how the API is told (docs/browse.md, "From a selection to a transfer"):
 * all of a prefix needs nothing but the prefix; anything else is named below the common folder.
 */
export type Take =
  | { readonly kind: "all" }
  | { readonly kind: "named"; readonly folders: readonly string[]; readonly objects: readonly string[] };

export interface Plan {
  readonly source: Location;
  readonly destination: Location;
  readonly take: Take;
}

/** Names in the destination are those under the source's folder: a folder arrives as a folder of that name. */
export function planOf(from: Place, selection: Selection, to: Place): Plan {
  const base = folderOf(from.prefix);
  const chosen = [...selection.chosen.values()];
  const folder = chosen.length === 1 && chosen[0]?.kind === "folder" ? chosen[0].key : undefined;
  const whole = selection.everything ? from.prefix : folder;
  const named = (kind: Entry["kind"]) => chosen.filter((entry) => entry.kind === kind).map(({ key }) => key.slice(base.length));
  return {
    source: { nodeId: from.node, bucket: from.bucket, prefix: whole ?? base },
    destination: { nodeId: to.node, bucket: to.bucket, prefix: folderOf(to.prefix) + (whole ?? base).slice(base.length) },
    take: whole === undefined ? { kind: "named", folders: named("folder"), objects: named("object") } : { kind: "all" },
  };
}

/** Why nothing can be started from here yet; undefined when it can. */
export function whyNot(from: Place, selection: Selection, to: Place, otherPane: string): string | undefined {
  if (from.bucket === "") return "Open a bucket here first.";
  if (isEmpty(selection)) return "Select what to copy.";
  if (to.bucket === "") return `Open the destination in the ${otherPane}.`;
  const { source, destination } = planOf(from, selection, to);
  return overlap(source, destination) ? "Both panes show the same place: a transfer would copy its own copies." : undefined;
}

function overlap(one: Location, other: Location): boolean {
  return one.nodeId === other.nodeId && one.bucket === other.bucket
    && (one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix));
}

/** The API takes 16,000 characters of rules; so many leave room for the person's own. */
const mostRules = 100;
const mostCharacters = 8_000;

/**
 * Rules that take the named folders and objects; undefined when rules cannot say it and a list of keys must. Rules cost
 * no listing now, and a repeated transfer takes what is in the folders by then.
 */
export function rulesFor(take: Take): KeyRule[] | undefined {
  if (take.kind === "all") return [];
  const names = [...take.folders, ...take.objects];
  const isPlain = names.every((name) => !/[*?]/.test(name)) && take.folders.every((folder) => folder.endsWith("/"));
  if (take.folders.length === 0 || !isPlain || names.length > mostRules || names.join("").length > mostCharacters) return undefined;
  return [
    ...take.folders.map((folder): KeyRule => ({ action: "Include", pattern: `${folder}**` })),
    // A pattern without a slash looks at the last part of a key: what is deeper is out before the objects are named.
    ...(take.objects.length > 0 ? [{ action: "Exclude", pattern: "**/**" } as const] : []),
    ...take.objects.map((object): KeyRule => ({ action: "Include", pattern: object })),
    { action: "Exclude", pattern: "**" },
  ];
}

/** A location as dtnbox takes it: site:bucket/prefix. */
export function locationText({ nodeId, bucket, prefix }: Location): string {
  return `${nodeId}:${bucket}/${prefix}`;
}

/** The same for people. */
export function shownLocation(location: Location): string {
  return visibleName(locationText(location));
}
