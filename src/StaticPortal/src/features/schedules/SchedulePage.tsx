import { Group, Skeleton, Stack } from "@mantine/core";
import { useParams } from "react-router";
import { PlanText } from "@/ui/bandwidth/PlanText";
import { command } from "@/ui/command";
import { Facts } from "@/ui/Facts";
import { Identifier } from "@/ui/Identifier";
import { PageHeader } from "@/ui/PageHeader";
import { PlaceLink } from "@/ui/PlaceLink";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";
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
  return (
    <>
      <PageHeader title={nameOf(schedule)}>
        <ScheduleActions schedule={schedule} />
        <ShowCommand command={command("schedule", "show", id)} />
      </PageHeader>
      <Stack>
        <Group gap="sm"><ScheduleState schedule={schedule} /><Identifier value={id} of="schedule" /></Group>
        {error && <ProblemAlert error={error} />}
        <Section title="When">
          <Facts
            label="When"
            rows={[
              ["When", whenWords(schedule)],
              ["Next", nextRun == null ? "Not any more" : <RelativeTime key="next" at={nextRun} />],
              ["Last result", <LastResult key="last" schedule={schedule} />],
              ["Owner", owner],
              ["Made", <RelativeTime key="made" at={createdAt} />],
            ]}
          />
        </Section>
        <Section title="What it starts">
          <Facts
            label="What it starts"
            rows={[
              ["From", <PlaceLink key="from" at={transfer.source} />],
              ["To", <PlaceLink key="to" at={transfer.destination} />],
              ...settingsWords(transfer.settings ?? {}),
              ["Bandwidth cap", <PlanText key="cap" plan={transfer.settings?.bandwidth} />],
            ]}
          />
        </Section>
      </Stack>
    </>
  );
}
