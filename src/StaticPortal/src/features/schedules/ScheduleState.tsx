import { IconCalendarTime, IconCircleCheck, IconPlayerPause } from "@tabler/icons-react";
import type { Schedule } from "@/api/types";
import { StateBadge } from "@/ui/StateBadge";

/** Whether it starts anything at all. One that is over is not enabled either. */
export function ScheduleState({ schedule: { enabled, startAt, lastRun } }: { readonly schedule: Schedule }) {
  if (enabled) return <StateBadge tone="busy" icon={IconCalendarTime} text="On" />;
  return startAt != null && lastRun != null
    ? <StateBadge tone="neutral" icon={IconCircleCheck} text="Over" />
    : <StateBadge tone="neutral" icon={IconPlayerPause} text="Paused" />;
}
