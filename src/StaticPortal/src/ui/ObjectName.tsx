import { namePieces } from "./visibleName";
import classes from "./ObjectName.module.css";

/** The name of an object or folder as text: what cannot be seen in it is marked, and nothing in it is taken for markup. */
export function ObjectName({ name }: { readonly name: string }) {
  const pieces = namePieces(name);
  return (
    <bdi className={classes.name}>
      {pieces.map(({ text, mark }, at) => (mark ? <span key={at} className={classes.mark}>{text}</span> : text))}
    </bdi>
  );
}
