import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import type { Transfer } from "@/api/types";
import { formatName } from "@/ui/format";
import { RelativeTime } from "@/ui/RelativeTime";
import { Place } from "@/ui/Place";
import { Took } from "./Took";

/** Where from, where to, whose, and how. */
export function TransferFacts({ transfer }: { readonly transfer: Transfer }) {
  const { settings } = transfer;
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["From", <Place key="from" at={transfer.source} />],
    ["To", <Place key="to" at={transfer.destination} />],
    ["Owner", transfer.ownerName ?? transfer.owner],
    ["Kind", formatName(settings.kind ?? "Copy")],
    ["Takes", formatName(settings.sync ?? "SizeDiffers")],
    ["Made", <RelativeTime key="made" at={transfer.createdAt} />],
    ["Took", <Took key="took" transfer={transfer} />],
    ["Attempt", transfer.attempt],
    ...(settings.deadline == null ? [] : [["Deadline", <RelativeTime key="deadline" at={settings.deadline} />] as const]),
    ...(transfer.keys == null ? [] : [["Keys", transfer.keys.reason] as const]),
  ];
  return (
    <Table aria-label="Facts" withRowBorders={false}>
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}><Table.Th scope="row" fw={400} w="6rem">{name}</Table.Th><Table.Td>{value}</Table.Td></Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
