import { IconCheck } from "@tabler/icons-react";
import classes from "./WizardSteps.module.css";

const steps = ["Name", "Store", "Join"] as const;

/** Where one is in the wizard. */
export function WizardSteps({ here }: { readonly here: (typeof steps)[number] }) {
  const reached = steps.indexOf(here);
  return (
    <ol className={classes.steps} aria-label="Steps of adding a node">
      {steps.map((name, at) => (
        <li key={name} className={classes.step} aria-current={at === reached ? "step" : undefined}>
          <span className={classes.number} aria-hidden>{at < reached ? <IconCheck size={16} /> : at + 1}</span>
          {name}{at < reached && <span className="visually-hidden"> (done)</span>}
        </li>
      ))}
    </ol>
  );
}
