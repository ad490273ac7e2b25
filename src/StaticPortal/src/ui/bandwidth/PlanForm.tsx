import { Button, Group, Stack, Text } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { BandwidthPlan } from "@/api/types";
import { ProblemAlert } from "../ProblemAlert";
import { useRateUnit } from "../rateUnit";
import { TimeZoneSelect } from "../TimeZoneSelect";
import { draftOf, isSound, newWindow, planOf } from "./planDraft";
import { RateField } from "./RateField";
import { WindowFields } from "./WindowFields";

interface Props {
  readonly plan: BandwidthPlan | null | undefined;
  /** What is capped: "What the transfer sends". */
  readonly what: string;
  readonly isPending: boolean;
  readonly error: unknown;
  /** Nothing for no cap at any time. */
  readonly onSave: (plan: BandwidthPlan | null) => void;
}

/** A cap, and its timetable. */
export function PlanForm({ plan, what, isPending, error, onSave }: Props) {
  const [unit] = useRateUnit();
  const [draft, setDraft] = useState(() => draftOf(plan, unit));
  const [attempted, setAttempted] = useState(false);
  const { windows } = draft;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setAttempted(true);
    if (isSound(draft)) onSave(planOf(draft));
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Text size="sm">{what}. The cap holds within about two seconds of saving it.</Text>
        <RateField label={windows.length === 0 ? "At most" : "Otherwise at most"} value={draft.rate} onChange={(rate) => setDraft({ ...draft, rate })} />
        {windows.length > 0 && <TimeZoneSelect label="Times are in" value={draft.timeZone} onChange={(timeZone) => setDraft({ ...draft, timeZone })} />}
        {windows.map((window, at) => (
          <WindowFields
            key={window.key}
            number={at + 1}
            window={window}
            attempted={attempted}
            onChange={(changed) => setDraft({ ...draft, windows: windows.with(at, changed) })}
            onRemove={() => setDraft({ ...draft, windows: windows.toSpliced(at, 1) })}
          />
        ))}
        <div>
          <Button size="xs" variant="default" onClick={() => setDraft({ ...draft, windows: [...windows, newWindow(unit)] })}>
            Add a time with another cap
          </Button>
        </div>
        {error != null && <ProblemAlert error={error} />}
        <Group justify="space-between">
          <Button variant="subtle" color="red" disabled={plan == null || isPending} onClick={() => onSave(null)}>Remove the cap</Button>
          <Button type="submit" loading={isPending}>Save</Button>
        </Group>
      </Stack>
    </form>
  );
}
