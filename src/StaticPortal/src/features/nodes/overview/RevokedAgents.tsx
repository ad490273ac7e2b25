import { Table, Text } from "@mantine/core";
import type { Node } from "@/api/types";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";

/** Agents that are shut out; they stay in the list because receipts name them. */
export function RevokedAgents({ node }: { readonly node: Node }) {
  const revoked = node.agents.filter((agent) => agent.revokedAt != null);
  return revoked.length === 0 ? null : (
    <Section title="Revoked agents">
      <Table aria-label="Revoked agents" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Host</Table.Th>
            <Table.Th scope="col">Revoked</Table.Th>
            <Table.Th scope="col" visibleFrom="xs">By</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {revoked.map((agent) => (
            <Table.Tr key={agent.id}>
              <Table.Td>
                <Text size="sm" style={{ overflowWrap: "anywhere" }}>{agent.hostName}</Text>
                <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>{agent.id}</Text>
              </Table.Td>
              <Table.Td><RelativeTime at={agent.revokedAt} /></Table.Td>
              <Table.Td visibleFrom="xs">{agent.revokedBy ?? "–"}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
