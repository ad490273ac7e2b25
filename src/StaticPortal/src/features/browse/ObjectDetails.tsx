import { Code, Group, Table } from "@mantine/core";
import type { ReactNode } from "react";
import { Bytes } from "@/ui/Bytes";
import { CopyButton } from "@/ui/CopyButton";
import { formatMoment } from "@/ui/format";
import { ObjectName } from "@/ui/ObjectName";
import type { Entry } from "./entries";

/** All that the store says of one object. Its name is here in full, however long. */
export function ObjectDetails({ entry }: { readonly entry: Entry }) {
  return (
    <Table variant="vertical" layout="fixed">
      <Table.Tbody>
        <Fact name="Key">
          <Group gap="xs" wrap="nowrap" align="start">
            <Code style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}><ObjectName name={entry.key} /></Code>
            <CopyButton value={entry.key} what="key" />
          </Group>
        </Fact>
        <Fact name="Size">{entry.size === undefined ? "–" : <><Bytes value={entry.size} /> ({entry.size.toLocaleString("en")} bytes)</>}</Fact>
        <Fact name="Modified">{entry.modifiedAt === undefined ? "–" : formatMoment(new Date(entry.modifiedAt))}</Fact>
        <Fact name="Entity tag">{entry.eTag ?? "–"}</Fact>
        <Fact name="Storage class">{entry.storageClass ?? "–"}</Fact>
      </Table.Tbody>
    </Table>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w={120} scope="row">{name}</Table.Th>
      <Table.Td style={{ overflowWrap: "anywhere" }}>{children}</Table.Td>
    </Table.Tr>
  );
}
