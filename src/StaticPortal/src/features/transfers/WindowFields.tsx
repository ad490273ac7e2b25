import { ActionIcon, Chip, Fieldset, Group, Stack, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { days, type WindowDraft } from "./bandwidthDraft";
import { CapField } from "./CapField";

interface Props {
  readonly number: number;
  readonly unit: string;
  readonly window: WindowDraft;
  /** Nothing takes it away. */
  readonly onChange: (window: WindowDraft | undefined) => void;
}

/** A part of the week with a cap of its own. */
export function WindowFields({ number, unit, window, onChange }: Props) {
  return (
    <Fieldset legend={`Time ${number}`}>
      <Stack gap="sm">
        <Chip.Group multiple value={[...window.days]} onChange={(chosen) => onChange({ ...window, days: days.filter((day) => chosen.includes(day)) })}>
          <Group gap={4} role="group" aria-label="Days it begins on; none for every day">
            {days.map((day) => <Chip key={day} value={day} size="xs">{day.slice(0, 3)}</Chip>)}
          </Group>
        </Chip.Group>
        <Group align="end" gap="sm">
          <TextInput type="time" label="From" required value={window.from} onChange={(event) => onChange({ ...window, from: event.currentTarget.value })} />
          <TextInput type="time" label="To" required value={window.to} onChange={(event) => onChange({ ...window, to: event.currentTarget.value })} />
          <CapField label={`Cap in ${unit}`} value={window.cap} onChange={(cap) => onChange({ ...window, cap })} />
          <ActionIcon variant="subtle" color="red" size="lg" aria-label={`Remove time ${number}`} onClick={() => onChange(undefined)}><IconTrash size={16} /></ActionIcon>
        </Group>
      </Stack>
    </Fieldset>
  );
}
