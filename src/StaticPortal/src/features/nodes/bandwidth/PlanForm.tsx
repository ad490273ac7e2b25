import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Node } from "@/api/types";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { draftOf, isSound, type WindowDraft } from "./planDraft";
import { RateField } from "./RateField";
import { useSetPlan } from "./useSetPlan";
import { WindowFields } from "./WindowFields";

const presentZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = [...new Set(["UTC", presentZone, ...Intl.supportedValuesOf("timeZone")])];
const officeHours: Omit<WindowDraft, "key"> = {
  days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], from: "08:00", to: "18:00", rate: { figure: "", unit: "Mbit/s" },
};

interface Props {
  readonly node: Node;
  readonly onDone: () => void;
}

/** The cap of a node, and its timetable. */
export function PlanForm({ node, onDone }: Props) {
  const [draft, setDraft] = useState(() => draftOf(node.bandwidth, presentZone));
  const [attempted, setAttempted] = useState(false);
  const set = useSetPlan(node, onDone);
  const { windows } = draft;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAttempted(true);
        if (isSound(draft)) set.mutate(draft);
      }}
    >
      <Stack>
        <Text size="sm">What the node's agents send, all transfers together. It holds within about two seconds, also for transfers under way.</Text>
        <RateField label={windows.length === 0 ? "At most" : "Otherwise at most"} value={draft.rate} onChange={(rate) => setDraft({ ...draft, rate })} />
        {windows.length > 0 && (
          <Select label="Times are in" data={zones} searchable allowDeselect={false} value={draft.timeZone} onChange={(zone) => setDraft({ ...draft, timeZone: zone ?? "UTC" })} />
        )}
        {windows.map((window, at) => (
          <WindowFields
            key={window.key}
            number={at + 1}
            window={window}
            attempted={attempted}
            onChange={(changed) => setDraft({ ...draft, windows: windows.with(at, changed) })}
            onRemove={() => setDraft({ ...draft, windows: windows.toSpliced(at, 1) })}
          />
        ))}
        <div>
          <Button size="xs" variant="default" onClick={() => setDraft({ ...draft, windows: [...windows, { key: crypto.randomUUID(), ...officeHours }] })}>
            Add a time with another cap
          </Button>
        </div>
        {set.error && <ProblemAlert error={set.error} />}
        <Group justify="space-between">
          <Button variant="subtle" color="red" disabled={node.bandwidth == null || set.isPending} onClick={() => set.mutate(draftOf(null, presentZone))}>
            Remove the cap
          </Button>
          <Button type="submit" loading={set.isPending}>Save</Button>
        </Group>
      </Stack>
    </form>
  );
}
