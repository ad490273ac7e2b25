import { type KeyboardEvent, useRef } from "react";
import type { Entry } from "../entries";
import { typedRow } from "./gridKeys";

/** Letters typed within this time belong together. */
const together = 700;

/** Goes to the row whose name begins with what is typed. */
export function useTypeAhead(rows: readonly Entry[], active: number, goTo: (row: number) => void) {
  const typed = useRef({ text: "", at: 0 });
  /** Whether the key was taken. */
  return (event: KeyboardEvent): boolean => {
    const { text, at } = typed.current;
    const goesOn = event.timeStamp - at < together && text !== "";
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    // A blank selects, except within a name that is being typed.
    if (!isText || (event.key === " " && !goesOn)) return false;

    typed.current = { text: goesOn ? text + event.key : event.key, at: event.timeStamp };
    const row = typedRow(rows.map(({ name }) => name), typed.current.text, active);
    if (row !== undefined) goTo(row);
    return true;
  };
}
