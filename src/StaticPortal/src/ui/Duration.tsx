import { formatRange, formatSeconds } from "./format";
import classes from "./Figure.module.css";

interface Props {
  readonly seconds: number;
  /** The upper bound, when it is a guess. */
  readonly most?: number;
}

export function Duration({ seconds, most }: Props) {
  return <span className={classes.figure}>{most === undefined ? formatSeconds(seconds) : formatRange(seconds, most)}</span>;
}
