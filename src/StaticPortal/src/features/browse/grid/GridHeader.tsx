import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type Sort, type SortBy, sortAfter } from "../rows";
import classes from "./ObjectGrid.module.css";

interface Props {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

const columns: readonly { readonly by: SortBy; readonly title: string; readonly className: string | undefined }[] = [
  { by: "name", title: "Name", className: undefined },
  { by: "modified", title: "Modified", className: classes.when },
  { by: "size", title: "Size", className: classes.figure },
];

/** The titles of the columns, which order what is loaded. */
export function GridHeader({ sort, onSort }: Props) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.line}>
        <span role="columnheader"><span className="visually-hidden">Selected</span></span>
        {columns.map(({ by, title, className }) => {
          const here = sort.by === by;
          const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
          return (
            <span key={by} role="columnheader" className={className} aria-sort={here ? (sort.descending ? "descending" : "ascending") : "none"}>
              <button type="button" className={classes.title} onClick={() => onSort(sortAfter(sort, by))}>
                {title}{here && <Arrow size={14} aria-hidden />}
              </button>
            </span>
          );
        })}
      </div>
    </div>
  );
}
