import { Button, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconArrowRight } from "@tabler/icons-react";
import { useId, useState } from "react";
import { isEmpty, totalsText } from "../selection";
import type { PaneState } from "../usePane";
import { whyNot } from "./plan";
import { StartDrawer } from "./StartDrawer";

/** Starts a transfer of what is selected to the other pane; says what is missing until it can. */
export function StartButton({ from, to }: { readonly from: PaneState; readonly to: PaneState }) {
  const [opened, setOpened] = useState(false);
  const reasonId = useId();
  const reason = whyNot(from.place, from.selection, to.place, `${to.side} pane`);
  const size = isEmpty(from.selection) ? "" : totalsText(from.totals);
  const Arrow = to.side === "right" ? IconArrowRight : IconArrowLeft;
  return (
    <>
      <Tooltip label={reason ?? `${size} to ${to.place.node}:${to.place.bucket}/${to.place.prefix}`} multiline maw={320}>
        <Button
          size="xs"
          data-disabled={reason !== undefined || undefined}
          aria-disabled={reason !== undefined}
          aria-describedby={reasonId}
          aria-label={`Start to the ${to.side} pane`}
          onClick={() => {
            if (reason === undefined) setOpened(true);
          }}
          leftSection={to.side === "left" ? <Arrow size={16} aria-hidden /> : undefined}
          rightSection={to.side === "right" ? <Arrow size={16} aria-hidden /> : undefined}
        >
          Start
        </Button>
      </Tooltip>
      <span id={reasonId} className="visually-hidden">{reason ?? size}</span>
      <StartDrawer from={from} to={to} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
