import { Button, Text } from "@mantine/core";
import { formatCount } from "@/ui/format";
import { counted, isEmpty, totalsText } from "../selection";
import type { PaneState } from "../usePane";
import classes from "./Pane.module.css";

/** How much is chosen, or loaded, and how to get the rest. */
export function PaneFoot({ state: { listing, rows, filter, selection, totals } }: { readonly state: PaneState }) {
  const { entries, isComplete, isLoadingAll } = listing;
  const shown = listing.isPending ? "" : filter === "" ? counted(entries.length, "row") : `${formatCount(rows.length)} of ${counted(entries.length, "row")}`;
  return (
    <div className={classes.foot}>
      <Text size="xs" role="status" truncate>
        {isEmpty(selection)
          ? `${shown}${isComplete || listing.isPending ? "" : " loaded, more to come"}`
          : `Selected: ${selection.everything ? "everything, " : ""}${totalsText(totals)}`}
      </Text>
      {!isComplete && entries.length > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={isLoadingAll ? listing.pause : listing.all}>
          {isLoadingAll ? `Stop loading (${formatCount(entries.length)})` : "Load all"}
        </Button>
      )}
    </div>
  );
}
