import { Button, Code, Group, Stack, Table, Text } from "@mantine/core";
import { IconDownload, IconSignature } from "@tabler/icons-react";
import type { Transfer } from "@/api/types";
import { command } from "@/ui/command";
import { CopyButton } from "@/ui/CopyButton";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { StateBadge } from "@/ui/StateBadge";
import { FaultDetails } from "./FaultDetails";
import { useDownload } from "./useDownload";
import { useReceipt } from "./useReceipt";

/** What the node's agents did, as the receipt names it. */
const roles: Readonly<Record<string, string>> = { copy: "Copied", verify: "Read back" };

/** The signed proof of what arrived: to be kept, and checked with nobody's help. */
export function ReceiptPanel({ transfer: { id } }: { readonly transfer: Transfer }) {
  const saving = useDownload(id);
  const receipt = useReceipt(id);
  const check = command("receipt", "verify", `${id}.receipt.jsonl`);
  return (
    <Stack>
      <Text size="sm" maw={640}>
        The receipt names every object that arrived with its hash, and is signed by the agents that copied and read back. Keep
        it: anybody can check it without this DtnBox.
      </Text>
      <Group>
        <Button size="xs" leftSection={<IconDownload size={16} aria-hidden />} loading={saving.isPending} onClick={() => saving.mutate({ part: "receipt", name: `${id}.receipt.jsonl` })}>
          Download receipt
        </Button>
        <Button size="xs" variant="default" leftSection={<IconSignature size={16} aria-hidden />} loading={receipt.isPending} onClick={() => receipt.mutate()}>
          {receipt.data ? "Ask again" : "Ask who has signed"}
        </Button>
      </Group>
      <Group gap={4} wrap="nowrap"><Text size="sm">To check it: <Code style={{ whiteSpace: "normal", overflowWrap: "anywhere" }}>{check}</Code></Text><CopyButton value={check} what="command" /></Group>
      {receipt.error && <ProblemAlert error={receipt.error} />}
      {receipt.data && (
        <Table aria-label="Signatures">
          <Table.Thead>
            <Table.Tr><Table.Th scope="col">Role</Table.Th><Table.Th scope="col">Site</Table.Th><Table.Th scope="col">Signature</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {receipt.data.signers.map(({ role, nodeId, agentId, keyId, fault }) => (
              <Table.Tr key={role}>
                <Table.Th scope="row" fw={400}>{roles[role] ?? role}</Table.Th>
                <Table.Td>{nodeId}</Table.Td>
                <Table.Td>
                  {agentId == null ? <StateBadge tone="waiting" text="Asked for" /> : <StateBadge tone="good" text={`Signed by ${agentId}`} />}
                  {keyId != null && <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>Key {keyId}</Text>}
                  {fault != null && <FaultDetails fault={fault} />}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
