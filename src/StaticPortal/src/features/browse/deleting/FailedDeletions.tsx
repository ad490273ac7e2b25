import { Table } from "@mantine/core";
import type { ObjectDeletion } from "@/api/types";
import { visibleName } from "@/ui/visibleName";

const mostShown = 200;

/** The objects that are still there, and why. */
export function FailedDeletions({ failed }: { readonly failed: readonly ObjectDeletion[] }) {
  if (failed.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={0} mah={260} type="native">
      <Table aria-label="Objects that are not deleted" verticalSpacing={4}>
        <Table.Thead><Table.Tr><Table.Th scope="col">Object</Table.Th><Table.Th scope="col">Why it is still there</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {failed.slice(0, mostShown).map(({ key, error }) => (
            <Table.Tr key={key}>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{visibleName(key)}</Table.Td>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{error?.message} {error?.nextStep}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
