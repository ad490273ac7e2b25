import { Button, Checkbox, Group, Paper, Stack, Text, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { type WindowDraft, windowFault } from "./planDraft";
import { RateField } from "./RateField";
import { days } from "./week";

interface Props {
  readonly number: number;
  readonly window: WindowDraft;
  /** Whether faults are shown. */
  readonly attempted: boolean;
  readonly onChange: (window: WindowDraft) => void;
  readonly onRemove: () => void;
}

/** One part of the week with a cap of its own. */
export function WindowFields({ number, window, attempted, onChange, onRemove }: Props) {
  const fault = windowFault(window);
  return (
    <Paper withBorder p="sm" role="group" aria-label={`Time ${number}`}>
      <Stack gap="xs">
        <Checkbox.Group label="Begins on" value={[...window.days]} onChange={(chosen) => onChange({ ...window, days: chosen })}>
          <Group gap="sm" mt={4}>{days.map((day) => <Checkbox key={day} size="xs" value={day} label={day.slice(0, 3)} aria-label={day} />)}</Group>
        </Checkbox.Group>
        <Group align="end" gap="xs">
          <TextInput type="time" w={130} label="From" value={window.from} onChange={(event) => onChange({ ...window, from: event.currentTarget.value })} />
          <TextInput type="time" w={130} label="To" value={window.to} onChange={(event) => onChange({ ...window, to: event.currentTarget.value })} />
          <RateField label="At most" value={window.rate} onChange={(rate) => onChange({ ...window, rate })} />
          <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={onRemove} aria-label={`Remove time ${number}`}>
            Remove
          </Button>
        </Group>
        {attempted && fault !== undefined && <Text size="xs" c="var(--mantine-color-error)" role="alert">{fault}</Text>}
      </Stack>
    </Paper>
  );
}
