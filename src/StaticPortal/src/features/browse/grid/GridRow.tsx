import { IconBucket, IconFile, IconFolder, IconSquare, IconSquareCheckFilled } from "@tabler/icons-react";
import { memo } from "react";
import { formatBytes, formatCount, formatMoment } from "@/ui/format";
import { ObjectName } from "@/ui/ObjectName";
import { visibleName } from "@/ui/visibleName";
import type { Entry } from "../entries";
import classes from "./ObjectGrid.module.css";

interface Props {
  readonly id: string;
  readonly entry: Entry;
  /** Its place among the rows, from 0. */
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  readonly active: boolean;
  /** Where it leads; absent for objects. */
  readonly href: string | undefined;
}

const icons = { bucket: IconBucket, folder: IconFolder, object: IconFile };

/** One line. The grid hears its clicks, so that lines stay cheap: there are many, and they come and go while scrolling. */
export const GridRow = memo(function GridRow({ id, entry, index, top, selected, active, href }: Props) {
  const Kind = icons[entry.kind];
  const Check = selected ? IconSquareCheckFilled : IconSquare;
  const shown = visibleName(entry.name);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={entry.kind === "bucket" ? undefined : selected}
      data-index={index}
      className={`${classes.line} ${classes.row} ${active ? classes.active : ""}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="gridcell" className={classes.check} data-part="check">
        {entry.kind !== "bucket" && <Check size={18} aria-hidden />}
        <span className="visually-hidden">{selected ? "selected" : "not selected"}</span>
      </span>
      <span role="gridcell" className={classes.name} title={shown}>
        <Kind size={18} stroke={1.5} aria-hidden />
        {href === undefined
          ? <span className={classes.text}><ObjectName name={entry.name} /></span>
          : <a className={classes.text} href={href} tabIndex={-1} data-part="open" draggable={false}><ObjectName name={entry.name} /></a>}
      </span>
      <span role="gridcell" className={classes.when}>
        {entry.modifiedAt === undefined ? "–" : <When at={entry.modifiedAt} />}
      </span>
      <span role="gridcell" className={classes.figure} title={entry.size === undefined ? undefined : `${formatCount(entry.size)} bytes`}>
        {entry.size === undefined ? "–" : formatBytes(entry.size)}
      </span>
    </div>
  );
});

/** Absolute, unlike elsewhere in the portal: files are compared by their times. */
function When({ at }: { readonly at: string }) {
  const moment = formatMoment(new Date(at));
  return <time dateTime={at} title={moment}>{moment.slice(0, 16)}</time>;
}
