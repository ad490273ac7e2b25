import { Skeleton, Stack } from "@mantine/core";
import { useCallback } from "react";
import { ProblemAlert } from "@/ui/ProblemAlert";
import type { Entry } from "../entries";
import { ObjectGrid } from "../grid/ObjectGrid";
import { useGridSelecting } from "../grid/useGridSelecting";
import { above, type Place, placeText } from "../place";
import type { PaneState } from "../usePane";
import classes from "./Pane.module.css";
import { PaneEmpty } from "./PaneEmpty";
import { paneProblem } from "./paneProblem";

interface Props {
  readonly state: PaneState;
  readonly hrefOf: (place: Place) => string;
  readonly onDetails: (entry: Entry) => void;
  readonly onUpload: () => void;
}

/** What is at the place: the list, or why there is none. */
export function PaneList({ state, hrefOf, onDetails, onUpload }: Props) {
  const { place, go, listing, rows, selection, select } = state;
  const { more, isComplete, error } = listing;
  const selecting = useGridSelecting(rows, selection, select);
  const onNearEnd = useCallback(() => {
    // After a failure only a person asks again.
    if (!isComplete && error === undefined) more();
  }, [isComplete, error, more]);

  const inside = (entry: Entry): Place | undefined =>
    entry.kind === "bucket" ? { ...place, bucket: entry.key, prefix: "" }
      : entry.kind === "folder" ? { ...place, prefix: entry.key }
      : undefined;

  if (place.node !== "" && listing.isPending && error === undefined) {
    return <Stack gap={6} p="xs" aria-busy aria-label="Loading the list">{[1, 2, 3, 4, 5].map((row) => <Skeleton key={row} h={26} />)}</Stack>;
  }

  return (
    <>
      {error !== undefined && <div className={classes.message}><ProblemAlert error={paneProblem(error)} onRetry={listing.more} /></div>}
      {rows.length === 0 && error === undefined && <PaneEmpty state={state} onUpload={onUpload} />}
      {rows.length > 0 && (
        <ObjectGrid
          key={placeText(place)}
          label={`Objects at ${placeText(place)}`}
          rows={rows}
          isComplete={isComplete}
          isLoading={listing.isLoading}
          selection={selection}
          selecting={selecting}
          sort={state.sort}
          onSort={state.setSort}
          onNearEnd={onNearEnd}
          hrefOf={(entry) => {
            const to = inside(entry);
            return to && hrefOf(to);
          }}
          onOpen={(entry) => {
            const to = inside(entry);
            if (to) go(to);
            else onDetails(entry);
          }}
          onUp={() => {
            const up = above(place);
            if (up) go(up);
          }}
        />
      )}
    </>
  );
}
