import { Text } from "@mantine/core";
import type { Transfer } from "@/api/types";
import { Duration } from "@/ui/Duration";
import { Rate } from "@/ui/Rate";
import { isAtRest } from "./orders";
import { paceBook } from "./paceBook";

/** How fast it goes, and when it may be done. Always one line high: nothing moves when there is something to say. */
export function PaceText({ transfer }: { readonly transfer: Transfer }) {
  if (isAtRest(transfer.state)) {
    return null;
  }

  const { bytesPerSecond, left } = paceBook.paceOf(transfer);
  return (
    <Text size="xs" c="dimmed" component="div" mih="1.5em">
      {bytesPerSecond !== undefined && <Rate bytesPerSecond={bytesPerSecond} />}
      {bytesPerSecond !== undefined && ", "}
      {!transfer.totals.listingComplete ? "still counting"
        : left ? <><Duration seconds={left.least} most={left.most} /> left</>
        : "time left unknown"}
    </Text>
  );
}
