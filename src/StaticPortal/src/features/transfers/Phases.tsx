import { Group, Text } from "@mantine/core";
import { IconCheck, IconCircle, IconCircleDotted, IconPlayerPause } from "@tabler/icons-react";
import type { Transfer } from "@/api/types";
import { formatCount } from "@/ui/format";
import { type PhaseState, phasesOf } from "./phases";

const looks = {
  done: { icon: IconCheck, color: "var(--mantine-color-green-7)", words: "done" },
  now: { icon: IconCircleDotted, color: "var(--mantine-color-anchor)", words: "under way" },
  ahead: { icon: IconCircle, color: "var(--mantine-color-dimmed)", words: "not begun" },
  halted: { icon: IconPlayerPause, color: "var(--mantine-color-orange-7)", words: "not finished" },
} as const satisfies Record<PhaseState, object>;

/** The steps of the transfer, where it is, and how many objects each has done. */
export function Phases({ transfer }: { readonly transfer: Transfer }) {
  return (
    <Group component="ol" aria-label="Phases" gap="lg" m={0} p={0} style={{ listStyle: "none" }}>
      {phasesOf(transfer).map(({ name, state, objects }) => {
        const { icon: Shown, color, words } = looks[state];
        return (
          <Group component="li" key={name} gap={6} wrap="nowrap">
            <Shown size={18} color={color} aria-hidden />
            <Text size="sm" fw={state === "now" ? 600 : 400} c={state === "ahead" ? "dimmed" : undefined} style={{ fontVariantNumeric: "tabular-nums" }}>
              {name}{objects !== undefined && state !== "ahead" && ` ${formatCount(objects)}`}
            </Text>
            <span className="visually-hidden">{objects !== undefined && "objects, "}{words}</span>
          </Group>
        );
      })}
    </Group>
  );
}
