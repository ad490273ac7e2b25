import type { Field } from "./fieldFaults";
import type { StartForm } from "./form";

/** What each part of the drawer is given. */
export interface FieldsProps {
  readonly form: StartForm;
  readonly faults: Partial<Record<Field, string>>;
  readonly onChange: (changes: Partial<StartForm>) => void;
}
