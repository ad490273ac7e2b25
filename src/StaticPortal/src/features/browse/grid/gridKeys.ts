/** What a key does in the list; undefined when it means nothing there. */
export type GridCommand =
  | { readonly do: "move"; readonly by: number; readonly extend: boolean }
  | { readonly do: "edge"; readonly to: "first" | "last"; readonly extend: boolean }
  | { readonly do: "toggle" | "selectAll" | "selectNone" | "open" | "up" };

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** @param pageRows How many rows are in view. */
export function commandOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed, pageRows: number): GridCommand | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return key.toLowerCase() === "a" ? { do: "selectAll" } : key === " " ? { do: "toggle" } : undefined;
  switch (key) {
    case "ArrowDown": return { do: "move", by: 1, extend: shiftKey };
    case "ArrowUp": return { do: "move", by: -1, extend: shiftKey };
    case "PageDown": return { do: "move", by: pageRows, extend: shiftKey };
    case "PageUp": return { do: "move", by: -pageRows, extend: shiftKey };
    case "Home": return { do: "edge", to: "first", extend: shiftKey };
    case "End": return { do: "edge", to: "last", extend: shiftKey };
    case " ": return { do: "toggle" };
    case "Enter": return { do: "open" };
    case "Backspace": return { do: "up" };
    case "Escape": return { do: "selectNone" };
    default: return undefined;
  }
}

/** The row after typed letters: the next one that begins with them, from the present row on and around. */
export function typedRow(names: readonly string[], typed: string, from: number): number | undefined {
  const wanted = typed.toLowerCase();
  // A first letter goes on to the next match; more letters may still fit the present row.
  const start = typed.length === 1 ? from + 1 : Math.max(from, 0);
  for (let step = 0; step < names.length; step++) {
    const row = (start + step) % names.length;
    if (names[row]?.toLowerCase().startsWith(wanted)) return row;
  }

  return undefined;
}
