import { Group, Paper, Stack, Table, Text, Title } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconClockEdit, IconGauge } from "@tabler/icons-react";
import type { Transfer } from "@/api/types";
import { PlanText } from "@/ui/bandwidth/PlanText";
import { formatMoment } from "@/ui/format";
import { RefusableButton } from "@/ui/RefusableButton";
import { settingsWords } from "@/ui/settingsWords";
import { BandwidthForm } from "./BandwidthForm";
import { DeadlineForm } from "./DeadlineForm";
import { hasEnded } from "./transferFilter";

/** All settings in words, and those that can be changed while it runs. */
export function TransferSettings({ transfer }: { readonly transfer: Transfer }) {
  const { settings, state, keys, id } = transfer;
  return (
    <Stack>
      <Paper withBorder p="md">
        <Title order={2} size="h5" mb="xs">Bandwidth and deadline</Title>
        <Table aria-label="Bandwidth and deadline" withRowBorders={false}>
          <Table.Tbody>
            <Table.Tr>
              <Table.Th scope="row" fw={400} w="9rem">Bandwidth cap</Table.Th>
              <Table.Td><PlanText plan={settings.bandwidth} /></Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Th scope="row" fw={400}>Deadline</Table.Th>
              <Table.Td>{settings.deadline == null ? "None: it goes on until it is done" : formatMoment(new Date(settings.deadline))}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </Table>
        <Group mt="sm">
          <RefusableButton
            size="xs"
            variant="default"
            leftSection={<IconGauge size={16} aria-hidden />}
            refusal={hasEnded(state) ? "It has ended: there is nothing to slow down." : undefined}
            onClick={() => modals.open({ title: "Bandwidth cap", size: "xl", children: <BandwidthForm id={id} plan={settings.bandwidth} /> })}
          >
            Change bandwidth cap
          </RefusableButton>
          <RefusableButton
            size="xs"
            variant="default"
            leftSection={<IconClockEdit size={16} aria-hidden />}
            refusal={state === "Succeeded" ? "It has succeeded: nothing is left to be late." : undefined}
            onClick={() => modals.open({ title: "Deadline", children: <DeadlineForm id={id} deadline={settings.deadline} /> })}
          >
            Change deadline
          </RefusableButton>
        </Group>
      </Paper>
      <Paper withBorder p="md">
        <Title order={2} size="h5" mb="xs">What it does</Title>
        <Table aria-label="Settings" withRowBorders={false}>
          <Table.Tbody>
            {[...settingsWords(settings), ...(keys == null ? [] : [["Keys", `${keys.mode === "Keyless" ? "No site gets the other's keys" : "The agents that copy have both stores' keys"}: ${keys.reason}`] as const])].map(([name, words]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400} w="9rem">{name}</Table.Th>
                <Table.Td><Text size="sm" style={{ overflowWrap: "anywhere" }}>{words}</Text></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </Stack>
  );
}
