import classes from "./SkipLink.module.css";

/** Lets people at a keyboard pass by the navigation. */
export function SkipLink() {
  return <a className={classes.link} href="#main" onClick={toHeading}>Skip to the content</a>;
}

function toHeading(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("main h1")?.focus();
}
