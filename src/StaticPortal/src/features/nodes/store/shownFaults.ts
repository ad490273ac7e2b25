import { toProblem } from "@/api/problems";
import type { StoreDraft, StoreFaults } from "./storeDraft";

/**
 * Which faults are shown: of fields that something was typed into, and of all once it was tried to send them; and what
 * the control plane said of a field, until that is changed.
 */
export function shownFaults(draft: StoreDraft, found: StoreFaults, attempted: boolean, error: unknown): StoreFaults {
  const { fields } = toProblem(error);
  const names = Object.keys(draft) as (keyof StoreDraft)[];
  return Object.fromEntries(names.map((name) => [
    name,
    (attempted || draft[name] !== "" ? found[name] : undefined) ?? fields[`store.${name}`]?.join(" ") ?? fields[name]?.join(" "),
  ]));
}
