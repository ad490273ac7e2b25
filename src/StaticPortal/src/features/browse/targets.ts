import type { Entry } from "./entries";
import type { Place } from "./place";
import type { Selection } from "./selection";

/** A selection as the store knows it: single objects, and prefixes with all that begins with them. */
export interface Targets {
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
}

export function targetsOf({ prefix }: Place, { everything, chosen }: Selection): Targets {
  if (everything) return { keys: [], prefixes: [prefix] };
  const keysOf = (kind: Entry["kind"]) => [...chosen.values()].filter((entry) => entry.kind === kind).map(({ key }) => key);
  return { keys: keysOf("object"), prefixes: keysOf("folder") };
}
