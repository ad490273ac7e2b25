import { Menu } from "@mantine/core";
import { useRateUnit } from "@/ui/rateUnit";
import { ChoiceItem } from "./ChoiceItem";

export function RateUnitItems() {
  const [unit, setUnit] = useRateUnit();
  return (
    <>
      <Menu.Label>Rates</Menu.Label>
      <ChoiceItem label="Bytes (MiB/s)" chosen={unit === "bytes"} onChoose={() => setUnit("bytes")} />
      <ChoiceItem label="Bits (Mbit/s)" chosen={unit === "bits"} onChoose={() => setUnit("bits")} />
    </>
  );
}
