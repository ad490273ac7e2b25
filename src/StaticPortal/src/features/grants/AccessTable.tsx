import { Skeleton, Table, Text } from "@mantine/core";
import type { Access } from "@/api/types";
import { PlaceCell } from "./PlaceCell";
import { RightBadge } from "./RightBadge";
import { Until } from "./Until";

interface Props {
  readonly access: Access | undefined;
  readonly self: boolean;
  readonly busy: boolean;
}

/** Rights on places, each with where it comes from. */
export function AccessTable({ access, self, busy }: Props) {
  if (access === undefined) return <Skeleton h={60} aria-label="Loading the access" />;
  // Of an owner the rights on the whole store are said in words.
  const entries = access.access.filter((entry) => !access.isOwner || entry.grantId != null);
  const who = self ? "You" : access.user;
  return (
    <div aria-busy={busy}>
      <Text size="sm" mb="xs" role="status">
        {access.isOwner
          ? `${who} ${self ? "own" : "owns"} this node, and with it all rights on its store.`
          : access.access.length === 0 ? `${who} may do nothing with the data here.` : `${who} may:`}
      </Text>
      {entries.length > 0 && (
        <Table aria-label="Effective access" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Right</Table.Th>
              <Table.Th scope="col">Place</Table.Th>
              <Table.Th scope="col" visibleFrom="sm">Until</Table.Th>
              <Table.Th scope="col" visibleFrom="xs">Why</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry, at) => (
              <Table.Tr key={entry.grantId ?? at}>
                <Table.Td><RightBadge right={entry.right} /></Table.Td>
                <Table.Td>{entry.bucket == null ? <Text size="sm">The whole store</Text> : <PlaceCell at={{ nodeId: access.nodeId, bucket: entry.bucket, prefix: entry.prefix }} />}</Table.Td>
                <Table.Td visibleFrom="sm"><Until at={entry.until} /></Table.Td>
                <Table.Td visibleFrom="xs"><Text size="sm" style={{ overflowWrap: "anywhere" }}>{entry.why}</Text></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}
