import { Anchor, Drawer } from "@mantine/core";
import { useNavigate } from "react-router";
import { paths } from "@/app/paths";
import { toastDone } from "@/ui/toasts";
import { nothing, totalsText } from "../selection";
import type { PaneState } from "../usePane";
import { planOf } from "./plan";
import { StartForm } from "./StartForm";
import type { Started } from "./useStart";

interface Props {
  readonly from: PaneState;
  readonly to: PaneState;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks how, and starts what is selected. */
export function StartDrawer({ from, to, opened, onClose }: Props) {
  const navigate = useNavigate();
  const started = ({ id, isSchedule }: Started) => {
    const link = isSchedule ? paths.schedules : paths.transfer(id);
    toastDone(
      <>
        {isSchedule ? "The schedule is made. " : "The transfer has started. "}
        {/* Toasts stand outside the router: the click is led through it here. */}
        <Anchor
          size="sm"
          href={link}
          onClick={(event) => {
            event.preventDefault();
            void navigate(link);
          }}
        >
          {isSchedule ? "See the schedules" : "Watch it"}
        </Anchor>
      </>,
    );
    from.select(nothing);
    onClose();
  };
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position={from.side === "left" ? "right" : "left"}
      size="lg"
      title="Start a transfer"
      closeButtonProps={{ "aria-label": "Close" }}
      attributes={{ header: { role: "presentation" } }}
    >
      <StartForm plan={planOf(from.place, from.selection, to.place)} size={totalsText(from.totals)} onStarted={started} onCancel={onClose} />
    </Drawer>
  );
}
