import { Radio, Stack, TextInput } from "@mantine/core";
import type { FieldsProps } from "./fields";
import { kinds, syncModes } from "./syncModes";

/** What is done, and with which objects when the destination has some already. */
export function WhatFields({ form, faults, onChange }: FieldsProps) {
  return (
    <>
      <TextInput
        data-autofocus
        label="Label"
        description="What people read in lists. May be empty."
        maxLength={200}
        value={form.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
        error={faults.label}
      />
      <Radio.Group label="What to do" value={form.kind} onChange={(kind) => onChange({ kind })}>
        <Stack gap={6} mt={6}>
          {kinds.map(({ kind, title, says }) => <Radio key={kind} size="sm" value={kind} label={title} description={says} />)}
        </Stack>
      </Radio.Group>
      {form.kind !== "Verify" && (
        <Radio.Group label="Which objects" value={form.sync} onChange={(sync) => onChange({ sync })}>
          <Stack gap={6} mt={6}>
            {syncModes.map(({ mode, title, says }) => <Radio key={mode} size="sm" value={mode} label={title} description={says} />)}
          </Stack>
        </Radio.Group>
      )}
    </>
  );
}
