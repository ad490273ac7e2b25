import { Button } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconEdit, IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useNavigate } from "react-router";
import type { Schedule } from "@/api/types";
import { paths } from "@/app/paths";
import { toastDone, toastProblem } from "@/ui/toasts";
import { useConfirm } from "@/ui/useConfirm";
import { ScheduleForm } from "./ScheduleForm";
import { useScheduleChange, useScheduleDeletion, wholeOf } from "./useScheduleChange";

export function ScheduleActions({ schedule }: { readonly schedule: Schedule }) {
  const change = useScheduleChange(schedule.id);
  const deletion = useScheduleDeletion(schedule.id);
  const ask = useConfirm();
  const navigate = useNavigate();
  const turn = (enabled: boolean) => change.mutate({ ...wholeOf(schedule), enabled }, {
    onSuccess: () => toastDone(enabled ? "The schedule is on." : "The schedule is paused: it starts nothing."),
    onError: toastProblem,
  });
  return (
    <>
      {schedule.enabled
        ? <Button size="xs" variant="default" leftSection={<IconPlayerPause size={16} aria-hidden />} loading={change.isPending} onClick={() => turn(false)}>Pause</Button>
        : <Button size="xs" leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={change.isPending} onClick={() => turn(true)}>Turn on</Button>}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconEdit size={16} aria-hidden />}
        onClick={() => modals.open({ title: "Change the schedule", children: <ScheduleForm schedule={schedule} /> })}
      >
        Change
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden />}
        loading={deletion.isPending}
        onClick={() => ask({
          title: "Delete this schedule?",
          text: "It starts nothing any more. The transfers that it started stay, also running ones.",
          verb: "Delete",
          dangerous: true,
          onConfirm: () => deletion.mutate(undefined, {
            onSuccess: () => {
              toastDone("The schedule is deleted.");
              void navigate(paths.schedules);
            },
            onError: toastProblem,
          }),
        })}
      >
        Delete
      </Button>
    </>
  );
}
