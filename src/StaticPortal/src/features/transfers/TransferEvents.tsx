import { Button, Text, Timeline } from "@mantine/core";
import { IconAdjustments, IconFlag, IconUser } from "@tabler/icons-react";
import type { Transfer } from "@/api/types";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { RelativeTime } from "@/ui/RelativeTime";
import { timelineOf } from "./timeline";
import { useOrdersGiven } from "./useOrdersGiven";
import { useTuning } from "./useTuning";

const icons = { order: IconUser, state: IconFlag, tuning: IconAdjustments } as const;

/** What happened, in words, the newest first. */
export function TransferEvents({ transfer }: { readonly transfer: Transfer }) {
  const tuning = useTuning(transfer);
  const happenings = timelineOf(transfer, useOrdersGiven(transfer), tuning.items);
  return (
    <>
      {tuning.error != null && <ProblemAlert error={tuning.error} onRetry={() => tuning.reload()} />}
      <Timeline component="ol" aria-label="Events" bulletSize={24} lineWidth={2} pl="md" style={{ listStyle: "none" }}>
        {happenings.map(({ at, kind, text, more }, index) => {
          const Shown = icons[kind];
          return (
            <Timeline.Item component="li" key={`${at} ${kind} ${index}`} bullet={<Shown size={14} aria-hidden />}>
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>{text}</Text>
              <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}><RelativeTime at={at} />{more !== undefined && `, ${more}`}</Text>
            </Timeline.Item>
          );
        })}
      </Timeline>
      {tuning.hasMore && <Button mt="md" variant="default" size="xs" loading={tuning.isLoadingMore} onClick={() => tuning.loadMore()}>Load more</Button>}
    </>
  );
}
