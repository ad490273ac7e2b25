import type { Transfer } from "@/api/types";
import { Facts } from "@/ui/Facts";
import { formatName } from "@/ui/format";
import { OwnerName } from "@/ui/OwnerName";
import { PlaceLink } from "@/ui/PlaceLink";
import { RelativeTime } from "@/ui/RelativeTime";
import { Took } from "./Took";

/** Where from, where to, whose, and how. */
export function TransferFacts({ transfer }: { readonly transfer: Transfer }) {
  const { settings } = transfer;
  return (
    <Facts
      label="Facts"
      rows={[
        ["From", <PlaceLink key="from" at={transfer.source} />],
        ["To", <PlaceLink key="to" at={transfer.destination} />],
        ["Owner", <OwnerName key="owner" of={transfer} />],
        ["Kind", formatName(settings.kind ?? "Copy")],
        ["Takes", formatName(settings.sync ?? "SizeDiffers")],
        ["Made", <RelativeTime key="made" at={transfer.createdAt} />],
        ["Took", <Took key="took" transfer={transfer} />],
        ["Attempt", transfer.attempt],
        settings.deadline != null && ["Deadline", <RelativeTime key="deadline" at={settings.deadline} />],
        transfer.keys != null && ["Keys", transfer.keys.reason],
      ]}
    />
  );
}
