import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { type SubmitEvent, useState } from "react";
import { localTime, momentOf } from "@/ui/localTime";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { toastDone } from "@/ui/toasts";
import { useSettings } from "./useSettings";

interface Props {
  readonly id: string;
  readonly deadline: string | null | undefined;
}

/** When the transfer gives up what is not done by then. */
export function DeadlineForm({ id, deadline }: Props) {
  const change = useSettings(id);
  const [moment, setMoment] = useState(deadline == null ? "" : localTime(new Date(deadline)));
  const set = (next: string | null) => change.mutate({ deadline: next }, {
    onSuccess: () => {
      modals.closeAll();
      toastDone(next === null ? "The transfer has no deadline any more." : "The deadline is changed.");
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = momentOf(moment);
    if (chosen !== undefined) set(chosen);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {change.error && <ProblemAlert error={change.error} />}
        <Text size="sm">What is not done by then is given up, and what is done is kept.</Text>
        <TextInput
          type="datetime-local"
          label="Deadline"
          description="In your own time zone."
          required
          value={moment}
          onChange={(event) => setMoment(event.currentTarget.value)}
        />
        <Group justify="end">
          {deadline != null && <Button variant="default" disabled={change.isPending} onClick={() => set(null)}>No deadline</Button>}
          <Button type="submit" loading={change.isPending}>Save</Button>
        </Group>
      </Stack>
    </form>
  );
}
