import { Textarea, TextInput } from "@mantine/core";
import { RateField } from "@/ui/bandwidth/RateField";
import type { FieldsProps } from "./fields";

/** Filters, the cap and the deadline. */
export function LimitFields({ form, faults, onChange }: FieldsProps) {
  return (
    <>
      <Textarea
        label="Include"
        description="Patterns, one a line; empty takes all. * stays within a folder, ** does not: *.h5 or raw/**."
        autosize
        minRows={1}
        maxRows={6}
        value={form.include}
        onChange={(event) => onChange({ include: event.currentTarget.value })}
        error={faults.include}
      />
      <Textarea
        label="Exclude"
        description="Patterns, one a line. What they match is left out, also when it is included."
        autosize
        minRows={1}
        maxRows={6}
        value={form.exclude}
        onChange={(event) => onChange({ exclude: event.currentTarget.value })}
        error={faults.exclude}
      />
      <RateField label="Bandwidth cap" value={form.cap} onChange={(cap) => onChange({ cap })} error={faults.cap} />
      {form.when === "now" && (
        <TextInput
          type="datetime-local"
          label="Deadline"
          description="When it gives up what is not done by then. Empty for never."
          value={form.deadline}
          onChange={(event) => onChange({ deadline: event.currentTarget.value })}
          error={faults.deadline}
        />
      )}
    </>
  );
}
