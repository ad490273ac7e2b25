import { Paper, Stack, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { Transfer, TuningChange } from "@/api/types";
import { formatBytes, formatCount, formatName } from "@/ui/format";
import { useNow } from "@/ui/now";
import { Rate } from "@/ui/Rate";
import { RelativeTime } from "@/ui/RelativeTime";
import { averageOf } from "./average";
import { isAtRest } from "./orders";
import { paceBook } from "./paceBook";
import { useTuning } from "./useTuning";

/** What was measured on the way, and what the tuners made of it. */
export function TransferMeasurements({ transfer }: { readonly transfer: Transfer }) {
  const tuning = useTuning(transfer);
  const average = averageOf(transfer, useNow());
  const { bytesPerSecond } = paceBook.paceOf(transfer);
  const figures: readonly (readonly [string, ReactNode])[] = [
    ["Round-trip time to the destination store", transfer.rttMilliseconds == null
      ? "Not measured (yet): the path is probed after the keys were checked."
      : `${transfer.rttMilliseconds.toFixed(transfer.rttMilliseconds < 10 ? 2 : 0)} ms, the shortest connect of the path probe`],
    ["Rate now", bytesPerSecond === undefined ? isAtRest(transfer.state) ? "Nothing moves" : "–" : <Rate key="now" bytesPerSecond={bytesPerSecond} />],
    ["Rate on average since it began", average === undefined ? transfer.attempt > 1 ? "Not known: the pauses between attempts would count" : "–" : <Rate key="average" bytesPerSecond={average} />],
  ];
  return (
    <Stack>
      <Paper withBorder p="md">
        <Title order={2} size="h5" mb="xs">Path and rate</Title>
        <Table aria-label="Path and rate" withRowBorders={false}>
          <Table.Tbody>
            {figures.map(([name, value]) => <Table.Tr key={name}><Table.Th scope="row" fw={400}>{name}</Table.Th><Table.Td>{value}</Table.Td></Table.Tr>)}
          </Table.Tbody>
        </Table>
      </Paper>
      <Paper withBorder p="md">
        <Title order={2} size="h5" mb="xs">Tuned by the agents</Title>
        {tuning.items.length === 0 ? <Text size="sm" c="dimmed">Nothing was changed so far: the values that agents begin with are good enough.</Text> : (
          <Table aria-label="Tuned by the agents">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">What</Table.Th><Table.Th scope="col" ta="right">Now</Table.Th>
                <Table.Th scope="col" visibleFrom="sm">Why</Table.Th><Table.Th scope="col" visibleFrom="xs">Since</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {latest(tuning.items).map((change) => (
                <Table.Tr key={`${change.store} ${change.knob}`}>
                  <Table.Th scope="row" fw={400}>{formatName(change.knob)}</Table.Th>
                  <Table.Td ta="right">{change.knob === "PartSize" ? formatBytes(change.to) : formatCount(change.to)}</Table.Td>
                  <Table.Td visibleFrom="sm"><Text size="sm">{change.sentence}</Text></Table.Td>
                  <Table.Td visibleFrom="xs"><RelativeTime at={change.at} /></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Paper>
    </Stack>
  );
}

/** The last change of each value at each store. */
function latest(changes: readonly TuningChange[]): TuningChange[] {
  return [...new Map(changes.map((change) => [`${change.store} ${change.knob}`, change])).values()];
}
