import { Group, NumberInput, Select } from "@mantine/core";
import { type EnteredRate, enteredUnits, rateFault } from "./rates";

interface Props {
  readonly label: string;
  readonly value: EnteredRate;
  readonly onChange: (rate: EnteredRate) => void;
  /** What the API found wrong with it. */
  readonly error?: string;
}

/** A rate with its unit; empty for no cap. */
export function RateField({ label, value, onChange, error }: Props) {
  return (
    <Group gap="xs" align="start" wrap="nowrap">
      <NumberInput
        w={150}
        label={label}
        placeholder="no cap"
        min={0}
        hideControls
        value={value.figure}
        error={rateFault(value) ?? error}
        onChange={(figure) => onChange({ ...value, figure: typeof figure === "number" ? figure : "" })}
      />
      <Select
        mt={25}
        w={100}
        aria-label={`Unit of: ${label}`}
        allowDeselect={false}
        data={enteredUnits.filter((unit) => unit !== "B/s" || value.unit === "B/s")}
        value={value.unit}
        onChange={(unit) => onChange({ ...value, unit: unit ?? value.unit })}
      />
    </Group>
  );
}
