import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { Entry } from "../entries";
import type { Sort } from "../rows";
import { isSelected, type Selection } from "../selection";
import { commandOf } from "./gridKeys";
import { GridHeader } from "./GridHeader";
import { GridRow } from "./GridRow";
import classes from "./ObjectGrid.module.css";
import type { GridSelecting } from "./useGridSelecting";
import { useTypeAhead } from "./useTypeAhead";
import { withActive } from "./withActive";

const rowHeight = 32;
/** So many rows before the end, the next page is asked for. */
const readAhead = 200;

interface Props {
  /** What it lists, for screen readers: "Objects at site-a:data/". */
  readonly label: string;
  readonly rows: readonly Entry[];
  /** All is loaded, so the number of rows is known. */
  readonly isComplete: boolean;
  readonly isLoading: boolean;
  readonly selection: Selection;
  readonly selecting: GridSelecting;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly onOpen: (entry: Entry) => void;
  readonly onUp: () => void;
  readonly onNearEnd: () => void;
  readonly hrefOf: (entry: Entry) => string | undefined;
}

/** The list of a pane. Only the rows in view are in the page, however many there are. */
export function ObjectGrid(props: Props) {
  const { label, rows, isComplete, isLoading, selection, selecting, onOpen, onUp, onNearEnd, hrefOf } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setActive] = useState(0);
  const active = Math.min(focused, rows.length - 1);
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoizes here, and nothing of it is handed on
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The titles stand above the rows in the same scroller.
    scrollPaddingEnd: rowHeight,
    rangeExtractor: useMemo(() => withActive(active), [active]),
  });
  const shown = virtualizer.getVirtualItems();
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (rows.length > 0 && last + readAhead >= rows.length) onNearEnd();
  }, [last, rows.length, onNearEnd]);

  const goTo = (index: number) => {
    const row = Math.max(0, Math.min(rows.length - 1, index));
    setActive(row);
    virtualizer.scrollToIndex(row);
    return row;
  };
  const typed = useTypeAhead(rows, active, goTo);

  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const command = commandOf(event, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const entry = rows[active];
    if (typed(event)) {
      event.preventDefault();
      return;
    }

    if (!command) return;
    event.preventDefault();
    switch (command.do) {
      case "move":
      case "edge": {
        const row = goTo(command.do === "move" ? active + command.by : command.to === "first" ? 0 : rows.length - 1);
        if (command.extend) selecting.extendTo(row, active);
        break;
      }
      case "toggle": if (entry) selecting.toggle(active); break;
      case "selectAll": selecting.all(); break;
      case "selectNone": selecting.none(); break;
      case "open": if (entry) onOpen(entry); break;
      case "up": onUp(); break;
    }
  };

  const click = (event: MouseEvent<HTMLDivElement>) => {
    const hit = rowAt(event, rows);
    if (!hit) return;
    setActive(hit.index);
    if (hit.part === "open" && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      onOpen(hit.entry);
    } else if (hit.part !== "open") {
      selecting.click(hit.index, { range: event.shiftKey, keep: event.ctrlKey || event.metaKey || hit.part === "check" });
    }
  };

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={isComplete ? rows.length + 1 : -1}
      aria-multiselectable
      aria-busy={isLoading}
      aria-activedescendant={rows.length > 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      className={classes.grid}
      onKeyDown={press}
    >
      <GridHeader sort={props.sort} onSort={props.onSort} />
      <div
        role="rowgroup"
        className={classes.rows}
        style={{ height: virtualizer.getTotalSize() }}
        onClick={click}
        onDoubleClick={(event) => {
          const hit = rowAt(event, rows);
          if (hit && hit.part === undefined) onOpen(hit.entry);
        }}
      >
        {shown.map(({ index, start }) => {
          const entry = rows[index];
          return entry && (
            <GridRow
              key={index}
              id={`${id}-${index}`}
              entry={entry}
              index={index}
              top={start}
              selected={isSelected(selection, entry)}
              active={index === active}
              href={hrefOf(entry)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Which row was hit, and what in it. */
function rowAt(event: MouseEvent, rows: readonly Entry[]) {
  if (!(event.target instanceof Element)) return undefined;
  const index = Number(event.target.closest("[data-index]")?.getAttribute("data-index") ?? NaN);
  const entry = rows[index];
  return entry && { index, entry, part: event.target.closest("[data-part]")?.getAttribute("data-part") ?? undefined };
}
