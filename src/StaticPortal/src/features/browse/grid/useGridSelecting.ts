import { useRef } from "react";
import type { Entry } from "../entries";
import { added, between, nothing, only, type Selection, toggled } from "../selection";

export interface GridSelecting {
  /** Chooses the row; with `keep` beside what is chosen, with `range` everything from the row chosen before. */
  click(row: number, how: { readonly range: boolean; readonly keep: boolean }): void;
  toggle(row: number): void;
  /** From where the extension began to the row. */
  extendTo(row: number, from: number): void;
  all(): void;
  none(): void;
}

/** How clicks and keys change a selection. Ranges begin at the row that was chosen last. */
export function useGridSelecting(rows: readonly Entry[], selection: Selection, onChange: (selection: Selection) => void): GridSelecting {
  const anchor = useRef<Entry>(undefined);
  const start = (otherwise: number) => {
    const row = anchor.current ? rows.indexOf(anchor.current) : -1;
    return row < 0 ? otherwise : row;
  };
  const toggle = (row: number) => {
    const entry = rows[row];
    if (!entry) return;
    anchor.current = entry;
    // Out of "everything", the rows that are loaded are what can be told apart.
    onChange(toggled(selection.everything ? only(rows) : selection, entry));
  };
  const extendTo = (row: number, from: number) => {
    const begin = start(from);
    anchor.current = rows[begin];
    onChange(only(between(rows, begin, row)));
  };
  return {
    toggle,
    extendTo,
    click: (row, { range, keep }) => {
      const entry = rows[row];
      if (!entry) return;
      if (range && keep) onChange(added(selection, between(rows, start(row), row)));
      else if (range) extendTo(row, row);
      else if (keep) toggle(row);
      else {
        anchor.current = entry;
        onChange(only([entry]));
      }
    },
    all: () => onChange(only(rows)),
    none: () => {
      anchor.current = undefined;
      onChange(nothing);
    },
  };
}
