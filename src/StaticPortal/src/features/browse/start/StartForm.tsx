import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { toProblem } from "@/api/problems";
import { noRate } from "@/ui/bandwidth/rates";
import { formatCount } from "@/ui/format";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { useRateUnit } from "@/ui/rateUnit";
import { CommandOf } from "./CommandOf";
import { fieldFaults } from "./fieldFaults";
import { emptyForm, patternsOf } from "./form";
import { LimitFields } from "./LimitFields";
import type { Plan } from "./plan";
import { needsKeyList } from "./request";
import { Summary } from "./Summary";
import { type Started, useStart } from "./useStart";
import { WhatFields } from "./WhatFields";
import { WhenFields } from "./WhenFields";

interface Props {
  readonly plan: Plan;
  readonly size: string;
  readonly onStarted: (started: Started) => void;
  readonly onCancel: () => void;
}

const verbs = { Copy: "Start the transfer", DryRun: "Start the dry run", Verify: "Start comparing" };

/** Everything that a transfer can be told, with defaults that need no look. */
export function StartForm({ plan, size, onStarted, onCancel }: Props) {
  const [unit] = useRateUnit();
  const [form, setForm] = useState(() => ({ ...emptyForm, cap: noRate(unit) }));
  const start = useStart(plan, onStarted);
  const faults = start.error ? fieldFaults(toProblem(start.error), patternsOf(form.exclude).length) : {};
  const fields = { form, faults, onChange: (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes })) };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate(form);
      }}
    >
      <Stack>
        <Summary plan={plan} size={size} fault={faults.places} isList={needsKeyList(plan, form)} />
        <WhatFields {...fields} />
        <WhenFields {...fields} />
        <LimitFields {...fields} />
        <CommandOf plan={plan} form={form} />
        {start.error && <ProblemAlert error={start.error} />}
        <Group justify="end" gap="xs">
          {start.counted !== undefined && <Text size="xs" c="dimmed" role="status">{formatCount(start.counted)} keys listed</Text>}
          <Button variant="default" onClick={onCancel}>Cancel</Button>
          <Button type="submit" loading={start.isPending}>{form.when === "now" ? verbs[form.kind] : "Make the schedule"}</Button>
        </Group>
      </Stack>
    </form>
  );
}
