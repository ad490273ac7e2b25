import { NumberInput } from "@mantine/core";

interface Props {
  readonly label: string;
  readonly value: number | "";
  readonly onChange: (value: number | "") => void;
}

/** A rate, or nothing for none. */
export function CapField({ label, value, onChange }: Props) {
  return (
    <NumberInput
      label={label}
      placeholder="No cap"
      min={0.001}
      decimalScale={3}
      hideControls
      value={value}
      onChange={(next) => onChange(typeof next === "number" ? next : next === "" ? "" : Number(next))}
    />
  );
}
