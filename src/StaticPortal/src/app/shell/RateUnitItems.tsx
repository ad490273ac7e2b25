import { Menu } from "@mantine/core";
import { useRateUnit } from "@/ui/rateUnit";

export function RateUnitItems() {
  const [unit, setUnit] = useRateUnit();
  return (
    <Menu.RadioGroup value={unit} onChange={(chosen) => setUnit(chosen === "bits" ? "bits" : "bytes")} aria-label="Rates">
      <Menu.Label>Rates</Menu.Label>
      <Menu.RadioItem value="bytes">Bytes (MiB/s)</Menu.RadioItem>
      <Menu.RadioItem value="bits">Bits (Mbit/s)</Menu.RadioItem>
    </Menu.RadioGroup>
  );
}
