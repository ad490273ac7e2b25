import { formatCount } from "./format";
import classes from "./Figure.module.css";

export function Count({ value }: { readonly value: number }) {
  return <span className={classes.figure}>{formatCount(value)}</span>;
}
