import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Schedule } from "@/api/types";
import { paths } from "@/app/paths";
import { RelativeTime } from "@/ui/RelativeTime";

/** What came of the last time it was due. */
export function LastResult({ schedule: { lastRun, lastTransferId, lastFault } }: { readonly schedule: Schedule }) {
  if (lastRun == null) return <Text size="sm" c="dimmed">Not due yet</Text>;
  return (
    <Text size="sm" component="div">
      <RelativeTime at={lastRun} />:{" "}
      {lastFault == null
        ? lastTransferId == null ? "nothing was started" : <Anchor component={Link} inherit to={paths.transfer(lastTransferId)}>transfer started</Anchor>
        : <span>nothing was started. {lastFault.message} {lastFault.nextStep}</span>}
    </Text>
  );
}
