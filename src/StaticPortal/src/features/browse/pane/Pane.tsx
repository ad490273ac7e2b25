import { Group } from "@mantine/core";
import { modals } from "@mantine/modals";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { ObjectName } from "@/ui/ObjectName";
import type { Entry } from "../entries";
import { ObjectDetails } from "../ObjectDetails";
import { folderOf, nowhere } from "../place";
import { droppedFiles } from "../uploads/droppedFiles";
import { useStartUploads } from "../uploads/useStartUploads";
import type { PaneState } from "../usePane";
import { useHrefOf } from "../usePlaces";
import classes from "./Pane.module.css";
import { PaneActions } from "./PaneActions";
import { PaneBar } from "./PaneBar";
import { PaneCrumbs } from "./PaneCrumbs";
import { PaneFilter } from "./PaneFilter";
import { PaneFoot } from "./PaneFoot";
import { PaneList } from "./PaneList";
import { SitePicker } from "./SitePicker";

interface Props {
  readonly state: PaneState;
  /** The button that starts a transfer from here. */
  readonly start: ReactNode;
}

const details = (entry: Entry) => modals.open({ title: <ObjectName name={entry.name} />, size: "lg", children: <ObjectDetails entry={entry} /> });

/** One side: a place in a store, and what can be done there. Files can be dropped onto it. */
export function Pane({ state, start }: Props) {
  const { side, place, go } = state;
  const pane = `${side} pane`;
  const hrefOf = useHrefOf(side);
  const uploads = useStartUploads(place);
  const chooser = useRef<HTMLButtonElement>(null);
  const [dropping, setDropping] = useState(false);
  const takesFiles = (event: DragEvent) => place.bucket !== "" && event.dataTransfer.types.includes("Files");

  return (
    <section
      className={classes.pane}
      aria-label={side === "left" ? "Left pane" : "Right pane"}
      onDragOver={(event) => {
        if (!takesFiles(event)) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as globalThis.Node | null)) setDropping(false);
      }}
      onDrop={(event) => {
        setDropping(false);
        if (!takesFiles(event)) return;
        event.preventDefault();
        uploads.start(droppedFiles(event.dataTransfer));
      }}
    >
      <Group gap={6} wrap="nowrap" className={classes.bar}>
        <SitePicker pane={pane} value={place.node} onPick={(node) => go({ ...nowhere, node })} />
        {start}
      </Group>
      <PaneBar pane={pane} state={state} />
      <PaneCrumbs pane={pane} place={place} hrefOf={hrefOf} />
      <Group gap={6} wrap="nowrap" className={classes.bar}>
        <PaneFilter
          pane={pane}
          value={state.filter}
          onChange={state.setFilter}
          onSearch={() => go({ ...place, prefix: folderOf(place.prefix) + state.filter })}
        />
        <PaneActions pane={pane} state={state} isChecking={uploads.isChecking} onUpload={uploads.start} chooser={chooser} />
      </Group>
      <div className={classes.list}>
        <PaneList state={state} hrefOf={hrefOf} onDetails={details} onUpload={() => chooser.current?.click()} />
      </div>
      <PaneFoot state={state} />
      {dropping && <div className={classes.dropping}>Drop to upload to {place.bucket}/{folderOf(place.prefix)}</div>}
    </section>
  );
}
