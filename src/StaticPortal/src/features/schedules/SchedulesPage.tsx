import { Anchor, Box, Stack, Text } from "@mantine/core";
import { IconCalendarTime } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Schedule } from "@/api/types";
import { paths } from "@/app/paths";
import { command } from "@/ui/command";
import { EmptyState } from "@/ui/EmptyState";
import { PagedTable } from "@/ui/PagedTable";
import { PageHeader } from "@/ui/PageHeader";
import { Place } from "@/ui/Place";
import { RelativeTime } from "@/ui/RelativeTime";
import { ShowCommand } from "@/ui/ShowCommand";
import { TransferTabs } from "@/ui/TransferTabs";
import { LastResult } from "./LastResult";
import { ScheduleState } from "./ScheduleState";
import { nameOf, whenWords } from "./scheduleWords";
import { useSchedules } from "./useSchedules";

/** The transfers that start by themselves. */
export function SchedulesPage() {
  const pages = useSchedules();
  return (
    <>
      <PageHeader title="Transfers" tab="Scheduled transfers">
        <ShowCommand command={command("schedule", "list")} />
      </PageHeader>
      <TransferTabs here={paths.schedules} />
      <PagedTable<Schedule>
        caption="Scheduled transfers"
        pages={pages}
        rowKey={(schedule) => schedule.id}
        columns={[
          {
            title: "Schedule",
            cell: (schedule) => (
              <Stack gap={2}>
                <Anchor component={Link} to={paths.schedule(schedule.id)} size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>{nameOf(schedule)}</Anchor>
                <Box fz="xs" c="dimmed"><Place at={schedule.transfer.source} /> → <Place at={schedule.transfer.destination} /></Box>
                <Text size="xs" hiddenFrom="sm">{whenWords(schedule)}</Text>
              </Stack>
            ),
          },
          { title: "State", cell: (schedule) => <ScheduleState schedule={schedule} /> },
          { title: "When", cell: (schedule) => <Text size="sm">{whenWords(schedule)}</Text>, from: "sm" },
          { title: "Next", cell: (schedule) => <RelativeTime at={schedule.nextRun} />, from: "xs" },
          { title: "Last result", cell: (schedule) => <LastResult schedule={schedule} />, from: "md" },
          { title: "Owner", cell: (schedule) => <Text size="sm" style={{ overflowWrap: "anywhere" }}>{schedule.owner}</Text>, from: "lg" },
        ]}
        empty={(
          <EmptyState icon={IconCalendarTime} title="Nothing is scheduled">
            Start a transfer in <Anchor component={Link} to={paths.browse} inherit underline="always">Browse</Anchor> and choose
            “Repeatedly”, or use <code>dtnbox schedule add site-a:results/ site-b:mirror/ --cron &apos;0 2 * * *&apos;</code>; it appears here.
          </EmptyState>
        )}
      />
    </>
  );
}
