import { useLocalStorage } from "@mantine/hooks";
import type { RateUnit } from "./format";

/** The unit of rates, remembered in this browser. */
export function useRateUnit(): [RateUnit, (unit: RateUnit) => void] {
  const [unit, setUnit] = useLocalStorage<RateUnit>({
    key: "dtnbox.rate-unit",
    defaultValue: "bytes",
    deserialize: (stored) => (stored?.includes("bits") ? "bits" : "bytes"),
    getInitialValueInEffect: false,
  });
  return [unit, setUnit];
}
