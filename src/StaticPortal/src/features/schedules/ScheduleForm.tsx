import { Button, Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { type SubmitEvent, useState } from "react";
import type { Schedule } from "@/api/types";
import { localTime, momentOf } from "@/ui/localTime";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { browserZone } from "@/ui/timeZones";
import { TimeZoneSelect } from "@/ui/TimeZoneSelect";
import { toastDone } from "@/ui/toasts";
import { useScheduleChange, wholeOf } from "./useScheduleChange";

/** When, and under which label. What is transferred stays as it was made. */
export function ScheduleForm({ schedule }: { readonly schedule: Schedule }) {
  const change = useScheduleChange(schedule.id);
  const [label, setLabel] = useState(schedule.label ?? "");
  const [once, setOnce] = useState(schedule.recurrence == null);
  const [startAt, setStartAt] = useState(schedule.startAt == null ? "" : localTime(new Date(schedule.startAt)));
  const [cron, setCron] = useState(schedule.recurrence?.cron ?? "0 2 * * *");
  const [timeZone, setTimeZone] = useState(schedule.recurrence?.timeZone ?? browserZone());
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate(
      {
        ...wholeOf(schedule),
        label: label.trim() === "" ? null : label.trim(),
        startAt: once ? momentOf(startAt) ?? null : null,
        recurrence: once ? null : { cron, timeZone },
      },
      {
        onSuccess: () => {
          modals.closeAll();
          toastDone("The schedule is changed.");
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {change.error && <ProblemAlert error={change.error} />}
        <TextInput label="Label" maxLength={200} value={label} onChange={(event) => setLabel(event.currentTarget.value)} />
        <SegmentedControl
          aria-label="How often"
          value={once ? "once" : "again"}
          onChange={(value) => setOnce(value === "once")}
          data={[{ value: "again", label: "Again and again" }, { value: "once", label: "Once" }]}
        />
        {once ? (
          <TextInput
            type="datetime-local"
            label="When"
            description="In your own time zone."
            required
            value={startAt}
            onChange={(event) => setStartAt(event.currentTarget.value)}
          />
        ) : (
          <>
            <TextInput
              label="Cron"
              description="Minute, hour, day of month, month, day of week: 0 2 * * * is every day at 02:00."
              required
              ff="monospace"
              value={cron}
              onChange={(event) => setCron(event.currentTarget.value)}
            />
            <TimeZoneSelect label="Time zone" value={timeZone} onChange={setTimeZone} />
          </>
        )}
        <Group justify="end"><Button type="submit" loading={change.isPending}>Save</Button></Group>
      </Stack>
    </form>
  );
}
