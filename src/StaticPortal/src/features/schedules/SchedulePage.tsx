import { Group, Paper, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import { PlanText } from "@/ui/bandwidth/PlanText";
import { command } from "@/ui/command";
import { Identifier } from "@/ui/Identifier";
import { PageHeader } from "@/ui/PageHeader";
import { Place } from "@/ui/Place";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { RelativeTime } from "@/ui/RelativeTime";
import { settingsWords } from "@/ui/settingsWords";
import { ShowCommand } from "@/ui/ShowCommand";
import { LastResult } from "./LastResult";
import { ScheduleActions } from "./ScheduleActions";
import { ScheduleState } from "./ScheduleState";
import { nameOf, whenWords } from "./scheduleWords";
import { useSchedule } from "./useSchedules";

/** One schedule: when it is due, what came of the last time, and what it starts. */
export function SchedulePage() {
  const { id = "" } = useParams();
  const { data: schedule, error, refetch } = useSchedule(id);
  if (!schedule) {
    return (
      <>
        <PageHeader title="Schedule" />
        {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <Skeleton h={240} aria-label="Loading the schedule" />}
      </>
    );
  }

  const { transfer, nextRun, owner, createdAt } = schedule;
  const times: readonly (readonly [string, ReactNode])[] = [
    ["When", whenWords(schedule)],
    ["Next", nextRun == null ? "Not any more" : <RelativeTime key="next" at={nextRun} />],
    ["Last result", <LastResult key="last" schedule={schedule} />],
    ["Owner", owner],
    ["Made", <RelativeTime key="made" at={createdAt} />],
  ];
  const starts: readonly (readonly [string, ReactNode])[] = [
    ["From", <Place key="from" at={transfer.source} />],
    ["To", <Place key="to" at={transfer.destination} />],
    ...settingsWords(transfer.settings ?? {}),
    ["Bandwidth cap", <PlanText key="cap" plan={transfer.settings?.bandwidth} />],
  ];
  return (
    <>
      <PageHeader title={nameOf(schedule)}>
        <ScheduleActions schedule={schedule} />
        <ShowCommand command={command("schedule", "show", id)} />
      </PageHeader>
      <Stack>
        <Group gap="sm"><ScheduleState schedule={schedule} /><Identifier value={id} of="schedule" /></Group>
        {error && <ProblemAlert error={error} />}
        <Paper withBorder p="md"><Facts title="When" facts={times} /></Paper>
        <Paper withBorder p="md"><Facts title="What it starts" facts={starts} /></Paper>
      </Stack>
    </>
  );
}

function Facts({ title, facts }: { readonly title: string; readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <>
      <Title order={2} size="h5" mb="xs">{title}</Title>
      <Table aria-label={title} withRowBorders={false}>
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400} w="9rem">{name}</Table.Th>
              <Table.Td><Text size="sm" component="div" style={{ overflowWrap: "anywhere" }}>{value}</Text></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
