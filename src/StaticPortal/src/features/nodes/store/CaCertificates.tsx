import { Code, Table, Text } from "@mantine/core";
import type { Node } from "@/api/types";
import { RelativeTime } from "@/ui/RelativeTime";

/** The CAs that agents trust for this store, besides those they trust anyway. */
export function CaCertificates({ node: { store } }: { readonly node: Node }) {
  const certificates = store.caCertificates ?? [];
  return certificates.length === 0
    ? <Text size="sm" c="dimmed">None of its own: agents trust the store if the system's CAs do.</Text>
    : (
      <Table aria-label="CA certificates" verticalSpacing={4}>
        <Table.Thead><Table.Tr><Table.Th scope="col">Subject</Table.Th><Table.Th scope="col">Expires</Table.Th><Table.Th scope="col" visibleFrom="md">SHA-256</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {certificates.map((one) => (
            <Table.Tr key={one.sha256}>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{one.subject}</Table.Td>
              <Table.Td><RelativeTime at={one.notAfter} /></Table.Td>
              <Table.Td visibleFrom="md"><Code style={{ overflowWrap: "anywhere" }}>{one.sha256}</Code></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    );
}
