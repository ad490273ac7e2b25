import { Text } from "@mantine/core";
import { IconClockX } from "@tabler/icons-react";
import { formatMoment } from "@/ui/format";
import { useNow } from "@/ui/now";
import { RelativeTime } from "@/ui/RelativeTime";
import { StateBadge } from "@/ui/StateBadge";
import { isOver } from "./places";

/** On which day a right ends; one that is over says so. */
export function Until({ at }: { readonly at: string | null | undefined }) {
  const now = useNow();
  if (at == null) return <Text size="sm">No end</Text>;
  return isOver(at, now)
    ? <><StateBadge tone="neutral" icon={IconClockX} text="Expired" /> <RelativeTime at={at} /></>
    : <Text size="sm" title={formatMoment(new Date(at))}>{formatMoment(new Date(at)).slice(0, 10)}</Text>;
}
