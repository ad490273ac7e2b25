import { Code, Stack, Text } from "@mantine/core";
import type { Fault } from "@/api/types";
import { helpFor } from "./faultHelp";

/** The cause with its evidence, what helps, and who must act. */
export function FaultDetails({ fault }: { readonly fault: Fault }) {
  return (
    <Stack gap={4}>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>{fault.message}</Text>
      <Text size="sm"><Text span inherit fw={600}>What to do: </Text>{fault.nextStep}</Text>
      <Text size="sm"><Text span inherit fw={600}>Who must act: </Text>{helpFor(fault).who}.</Text>
      <Text size="xs" c="dimmed">Fault <Code>{fault.code}</Code>{fault.transient === true && ", may pass by itself"}</Text>
    </Stack>
  );
}
