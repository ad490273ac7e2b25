import { List, Stack, Text } from "@mantine/core";
import type { BandwidthPlan } from "@/api/types";
import { planWords } from "./planWords";

/** A cap, or the timetable of caps. */
export function PlanText({ plan }: { readonly plan: BandwidthPlan | null | undefined }) {
  const lines = planWords(plan);
  if (lines.length === 1) return <Text size="sm">{lines[0]}</Text>;
  return (
    <Stack gap={4}>
      <List size="sm" aria-label="Timetable">{lines.map((line, at) => <List.Item key={at}>{line}</List.Item>)}</List>
      <Text size="xs" c="dimmed">Times in {plan?.timeZone ?? "UTC"}. The first line that a moment lies in decides.</Text>
    </Stack>
  );
}
