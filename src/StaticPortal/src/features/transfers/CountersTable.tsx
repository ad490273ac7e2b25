import { Table } from "@mantine/core";
import type { Transfer } from "@/api/types";
import { Bytes } from "@/ui/Bytes";
import { Count } from "@/ui/Count";

/** The counters of the transfer. */
export function CountersTable({ transfer: { totals, settings } }: { readonly transfer: Transfer }) {
  const rows: readonly (readonly [string, number, number | undefined])[] = [
    [totals.listingComplete ? "Planned" : "Planned so far", totals.objectsPlanned, totals.bytesPlanned],
    ["Skipped", totals.objectsSkipped, totals.bytesSkipped],
    ["Copied", totals.objectsCopied, totals.bytesCopied],
    ["Verified", totals.objectsVerified, totals.bytesVerified],
    ["Failed", totals.objectsFailed, undefined],
    ...(settings.deleteExtras == null ? [] : [
      ["Extra at the destination", totals.extrasFound ?? 0, undefined] as const,
      ["Extras deleted", totals.extrasDeleted ?? 0, undefined] as const,
    ]),
  ];
  return (
    <Table aria-label="Counters" withRowBorders={false} layout="fixed">
      <Table.Thead>
        <Table.Tr><Table.Th scope="col">What</Table.Th><Table.Th scope="col" ta="right">Objects</Table.Th><Table.Th scope="col" ta="right">Size</Table.Th></Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([what, objects, bytes]) => (
          <Table.Tr key={what}>
            <Table.Th scope="row" fw={400}>{what}</Table.Th>
            <Table.Td ta="right"><Count value={objects} /></Table.Td>
            <Table.Td ta="right">{bytes !== undefined && <Bytes value={bytes} />}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
