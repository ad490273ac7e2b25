import { formatRate } from "./format";
import { useRateUnit } from "./rateUnit";
import classes from "./Figure.module.css";

/** A rate in the unit that the person chose in the user menu. */
export function Rate({ bytesPerSecond }: { readonly bytesPerSecond: number }) {
  const [unit] = useRateUnit();
  return <span className={classes.figure}>{formatRate(bytesPerSecond, unit)}</span>;
}
