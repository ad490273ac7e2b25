import { Button, SegmentedControl } from "@mantine/core";
import { IconColumns1, IconColumns2 } from "@tabler/icons-react";
import { useEffect } from "react";
import { command } from "@/ui/command";
import { PageHeader } from "@/ui/PageHeader";
import { ShowCommand } from "@/ui/ShowCommand";
import { useSearchState } from "@/ui/useSearchState";
import classes from "./BrowsePage.module.css";
import { Pane } from "./pane/Pane";
import { placeText } from "./place";
import { StartButton } from "./start/StartButton";
import { UploadsPanel } from "./uploads/UploadsPanel";
import { useRefreshAfterUploads } from "./uploads/useRefreshAfterUploads";
import { usePane } from "./usePane";
import type { Side } from "./usePlaces";

/** Two places in stores, side by side; what is selected in one is sent to the other. */
export function BrowsePage() {
  const left = usePane("left");
  const right = usePane("right");
  const [shown = "left", setShown] = useSearchState("pane");
  const [count = "2", setCount] = useSearchState("panes");
  useRefreshAfterUploads(left);
  useRefreshAfterUploads(right);
  const here: Side = shown === "right" ? "right" : "left";
  const two = count !== "1";
  const state = here === "left" ? left : right;

  useEffect(() => {
    // A store's page is as long as the window: what was scrolled elsewhere means nothing here.
    window.scrollTo(0, 0);
  }, []);

  return (
    <>
      <PageHeader title="Browse">
        <Button
          size="xs"
          variant="default"
          visibleFrom="md"
          leftSection={two ? <IconColumns1 size={16} aria-hidden /> : <IconColumns2 size={16} aria-hidden />}
          onClick={() => setCount(two ? "1" : undefined)}
        >
          {two ? "One pane" : "Two panes"}
        </Button>
        <ShowCommand command={command("ls", placeText(state.place) || "SITE")} />
      </PageHeader>
      <SegmentedControl
        mb="xs"
        fullWidth
        hiddenFrom={two ? "md" : undefined}
        aria-label="Pane"
        data={[{ value: "left", label: `Left: ${left.place.node || "no site"}` }, { value: "right", label: `Right: ${right.place.node || "no site"}` }]}
        value={here}
        onChange={(side) => setShown(side === "left" ? undefined : side)}
      />
      <div className={`${classes.panes} ${two ? classes.two : ""}`}>
        {[left, right].map((pane) => (
          <div key={pane.side} className={`${classes.side} ${pane.side === here ? "" : classes.away}`}>
            <Pane state={pane} start={<StartButton from={pane} to={pane === left ? right : left} />} />
          </div>
        ))}
      </div>
      <UploadsPanel />
    </>
  );
}
