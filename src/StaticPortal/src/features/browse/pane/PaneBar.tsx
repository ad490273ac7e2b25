import { ActionIcon, Group, Tooltip } from "@mantine/core";
import { IconArrowUp, IconRefresh } from "@tabler/icons-react";
import { above } from "../place";
import type { PaneState } from "../usePane";
import { PathBox } from "./PathBox";
import classes from "./Pane.module.css";

/** Where the pane is, and the steps from there. */
export function PaneBar({ pane, state: { place, go, listing } }: { readonly pane: string; readonly state: PaneState }) {
  const up = above(place);
  return (
    <Group gap={6} wrap="nowrap" className={classes.bar}>
      <Tooltip label="Up (Backspace)">
        <ActionIcon variant="default" size={30} disabled={!up} onClick={() => up && go(up)} aria-label={`Up in the ${pane}`}>
          <IconArrowUp size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Refresh">
        <ActionIcon variant="default" size={30} disabled={place.node === ""} onClick={listing.refresh} aria-label={`Refresh the ${pane}`}>
          <IconRefresh size={16} />
        </ActionIcon>
      </Tooltip>
      <PathBox pane={pane} place={place} onGo={go} />
    </Group>
  );
}
