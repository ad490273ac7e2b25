import { Group, NumberInput, Select } from "@mantine/core";
import { type EnteredRate, type EnteredUnit, rateFault, rateUnits } from "./rates";

interface Props {
  readonly label: string;
  readonly value: EnteredRate;
  readonly onChange: (rate: EnteredRate) => void;
}

/** A rate with its unit; empty for no cap. */
export function RateField({ label, value, onChange }: Props) {
  return (
    <Group gap="xs" align="start" wrap="nowrap">
      <NumberInput
        w={150}
        label={label}
        placeholder="no cap"
        min={0}
        hideControls
        value={value.figure}
        error={rateFault(value)}
        onChange={(figure) => onChange({ ...value, figure: typeof figure === "number" ? figure : "" })}
      />
      <Select
        mt={25}
        w={100}
        aria-label={`Unit of: ${label}`}
        allowDeselect={false}
        data={(Object.keys(rateUnits) as EnteredUnit[]).filter((unit) => unit !== "B/s" || value.unit === "B/s")}
        value={value.unit}
        onChange={(unit) => onChange({ ...value, unit: unit ?? "Mbit/s" })}
      />
    </Group>
  );
}
