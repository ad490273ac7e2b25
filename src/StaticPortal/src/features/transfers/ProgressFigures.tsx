import { Progress, Stack, Text } from "@mantine/core";
import type { Transfer } from "@/api/types";
import { Bytes } from "@/ui/Bytes";
import { Count } from "@/ui/Count";
import { isAtRest } from "./orders";
import { progressOf } from "./progress";

const colors: Partial<Record<Transfer["state"], string>> = { Failed: "red", SucceededWithErrors: "orange", Succeeded: "green", Stopped: "gray" };

/** The bar and what it stands for, in objects and bytes. */
export function ProgressFigures({ transfer }: { readonly transfer: Transfer }) {
  const { share, objectsDone, bytesDone } = progressOf(transfer);
  const { totals } = transfer;
  const percent = share === undefined ? undefined : Math.floor(share * 100);
  return (
    <Stack gap={2} miw={160}>
      <Progress.Root size="sm" aria-hidden transitionDuration={200}>
        <Progress.Section value={percent ?? 0} color={colors[transfer.state] ?? "blue"} withAria={false} />
      </Progress.Root>
      <Text size="xs" c="dimmed">
        {percent !== undefined ? `${percent} %: ` : isAtRest(transfer.state) ? "Not all counted: " : "Still counting: "}
        <Count value={objectsDone} /> of <Count value={totals.objectsPlanned} />{totals.listingComplete ? "" : "+"} objects,{" "}
        <Bytes value={bytesDone} /> of <Bytes value={totals.bytesPlanned} />{totals.listingComplete ? "" : "+"}
        {totals.objectsFailed > 0 && <>, <Text span inherit c="red"><Count value={totals.objectsFailed} /> failed</Text></>}
      </Text>
    </Stack>
  );
}
