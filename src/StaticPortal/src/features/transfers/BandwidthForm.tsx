import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconPlus } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import type { BandwidthPlan } from "@/api/types";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { useRateUnit } from "@/ui/rateUnit";
import { toastDone } from "@/ui/toasts";
import { capUnits, draftOf, planOf, type WindowDraft } from "./bandwidthDraft";
import { CapField } from "./CapField";
import { useSettings } from "./useSettings";
import { WindowFields } from "./WindowFields";

interface Props {
  readonly id: string;
  readonly plan: BandwidthPlan | null | undefined;
}

const working: WindowDraft = { days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], from: "08:00", to: "18:00", cap: "" };

/** How much the transfer may send, and when. Holds within about two seconds. */
export function BandwidthForm({ id, plan }: Props) {
  const change = useSettings(id);
  const [unit] = useRateUnit();
  const [draft, setDraft] = useState(() => draftOf(plan, unit, Intl.DateTimeFormat().resolvedOptions().timeZone));
  const set = (next: BandwidthPlan | null) => change.mutate({ bandwidth: next }, {
    onSuccess: () => {
      modals.closeAll();
      toastDone(next === null ? "The cap is removed." : "The cap holds within about two seconds.");
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    set(planOf(draft, unit));
  };
  const setWindow = (index: number, window: WindowDraft | undefined) => setDraft({
    ...draft, windows: draft.windows.flatMap((kept, at) => (at !== index ? [kept] : window ? [window] : [])),
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        {change.error && <ProblemAlert error={change.error} />}
        <CapField
          label={draft.windows.length === 0 ? `Cap in ${capUnits[unit]}` : `Cap at other times in ${capUnits[unit]}`}
          value={draft.cap}
          onChange={(cap) => setDraft({ ...draft, cap })}
        />
        {draft.windows.map((window, index) => (
          <WindowFields key={index} number={index + 1} unit={capUnits[unit]} window={window} onChange={(next) => setWindow(index, next)} />
        ))}
        {draft.windows.length > 0 && (
          <TextInput
            label="Time zone of these times"
            description="An IANA name, such as Europe/Berlin. The first time that holds decides."
            required
            value={draft.timeZone}
            onChange={(event) => setDraft({ ...draft, timeZone: event.currentTarget.value })}
          />
        )}
        <Group justify="space-between">
          <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDraft({ ...draft, windows: [...draft.windows, working] })}>
            Add a time with another cap
          </Button>
          <Group>
            {plan != null && <Button variant="default" disabled={change.isPending} onClick={() => set(null)}>Remove the cap</Button>}
            <Button type="submit" loading={change.isPending}>Save</Button>
          </Group>
        </Group>
        <Text size="xs" c="dimmed">The unit follows the one chosen in the user menu.</Text>
      </Stack>
    </form>
  );
}
