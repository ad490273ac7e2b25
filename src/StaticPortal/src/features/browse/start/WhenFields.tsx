import { Group, Input, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { useId } from "react";
import { browserZone } from "@/ui/timeZones";
import type { FieldsProps } from "./fields";
import { cronOf, type Every } from "./form";

const times = [{ value: "now", label: "Now" }, { value: "once", label: "Once, later" }, { value: "repeat", label: "Repeatedly" }] as const;
const repetitions = [{ value: "hour", label: "Every hour" }, { value: "day", label: "Every day" }, { value: "week", label: "Every week" }, { value: "cron", label: "As cron says" }];
const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"].map((label, day) => ({ value: `${day}`, label }));

/** Now, or by a schedule. */
export function WhenFields({ form, faults, onChange }: FieldsProps) {
  const label = useId();
  const { when, every, time, weekday, cron, startAt } = form;
  return (
    <Input.Wrapper label="When" labelElement="div" labelProps={{ id: label }} error={faults.when}>
      <SegmentedControl
        fullWidth
        aria-labelledby={label}
        data={[...times]}
        value={when}
        onChange={(value) => onChange({ when: value })}
      />
      {when === "once" && (
        <TextInput mt="xs" type="datetime-local" required label="Start at" value={startAt} onChange={(event) => onChange({ startAt: event.currentTarget.value })} />
      )}
      {when === "repeat" && (
        <>
          <Group gap="xs" mt="xs" align="end" wrap="wrap">
            <Select w={140} label="How often" allowDeselect={false} data={repetitions} value={every} onChange={(value) => onChange({ every: (value ?? "day") as Every })} />
            {every === "week" && <Select w={130} label="Day" allowDeselect={false} data={days} value={weekday} onChange={(value) => onChange({ weekday: value ?? "1" })} />}
            {every === "cron"
              ? <TextInput flex={1} required label="Cron" placeholder="0 2 * * *" value={cron} onChange={(event) => onChange({ cron: event.currentTarget.value })} />
              : <TextInput w={120} type="time" required label="At" value={time} onChange={(event) => onChange({ time: event.currentTarget.value })} />}
          </Group>
          <Text size="xs" c="dimmed" mt={4}>Times of {browserZone()}. Cron: {cronOf(form) || "–"}</Text>
        </>
      )}
    </Input.Wrapper>
  );
}
