import { Table } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  /** What the facts are about, for screen readers. */
  readonly label: string;
  /** Name and value; a row that is false is left out. */
  readonly rows: readonly (readonly [name: string, value: ReactNode] | false)[];
}

/** Names and values below each other. */
export function Facts({ label, rows }: Props) {
  return (
    <Table aria-label={label} withRowBorders={false} verticalSpacing={4} horizontalSpacing="xs">
      <Table.Tbody>
        {rows.filter((row) => row !== false).map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400} w="8rem" ta="left" pl={0} style={{ verticalAlign: "top" }}>{name}</Table.Th>
            <Table.Td style={{ overflowWrap: "anywhere", verticalAlign: "top" }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
