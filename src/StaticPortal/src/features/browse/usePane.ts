import { useDeferredValue, useMemo } from "react";
import type { Entry } from "./entries";
import { type Listing, useListing } from "./listing/useListing";
import { type Place, placeText } from "./place";
import { rowsOf, type Sort, storeOrder } from "./rows";
import { nothing, type Selection, type Totals, totalsOf } from "./selection";
import { useKeyed } from "./useKeyed";
import { type Side, usePlace } from "./usePlaces";

/** One of the two panes: where it is, what is there, and what of it is chosen. */
export interface PaneState {
  readonly side: Side;
  readonly place: Place;
  readonly go: (place: Place) => void;
  readonly listing: Listing;
  /** What is shown: loaded, filtered, ordered. */
  readonly rows: readonly Entry[];
  readonly filter: string;
  readonly setFilter: (filter: string) => void;
  readonly sort: Sort;
  readonly setSort: (sort: Sort) => void;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly totals: Totals;
}

export function usePane(side: Side): PaneState {
  const [place, go] = usePlace(side);
  const listing = useListing(place);
  const key = placeText(place);
  const [filter, setFilter] = useKeyed(key, "");
  const [sort, setSort] = useKeyed<Sort>(key, storeOrder);
  const [selection, select] = useKeyed<Selection>(key, nothing);
  // Typing goes before filtering 100,000 names.
  const wanted = useDeferredValue(filter);
  const rows = useMemo(() => rowsOf(listing.entries, wanted, sort), [listing.entries, wanted, sort]);
  const totals = useMemo(
    () => totalsOf(selection, listing.entries, listing.isComplete),
    [selection, listing.entries, listing.isComplete],
  );
  return { side, place, go, listing, rows, filter, setFilter, sort, setSort, selection, select, totals };
}
