import { formatBytes, formatCount } from "./format";
import classes from "./Figure.module.css";

/** A size; hovering tells it to the byte. */
export function Bytes({ value }: { readonly value: number }) {
  return <span className={classes.figure} title={`${formatCount(value)} bytes`}>{formatBytes(value)}</span>;
}
