import { formatMoment, formatRelative } from "./format";
import { useNow } from "./now";
import classes from "./Figure.module.css";

/** "5 minutes ago"; hovering tells the moment. Shows a dash when there is none. */
export function RelativeTime({ at }: { readonly at: string | null | undefined }) {
  const now = useNow();
  if (at == null) {
    return <span>–</span>;
  }

  const moment = new Date(at);
  return (
    <time className={classes.figure} dateTime={at} title={formatMoment(moment)}>
      {formatRelative(moment, now)}
    </time>
  );
}
