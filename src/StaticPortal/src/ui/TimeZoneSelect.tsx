import { Select } from "@mantine/core";
import { timeZones } from "./timeZones";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/** A time zone out of those that this browser knows, found by typing a part of its name. */
export function TimeZoneSelect({ label, value, onChange }: Props) {
  return <Select label={label} data={timeZones(value)} searchable allowDeselect={false} value={value} onChange={(zone) => onChange(zone ?? value)} />;
}
