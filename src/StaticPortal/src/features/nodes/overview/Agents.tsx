import { Button, Table, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { Node } from "@/api/types";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";
import { useConfirm } from "@/ui/useConfirm";
import { AgentStatus } from "../AgentStatus";
import { presentAgents } from "../nodeFacts";
import type { NodeRights } from "../useNodeRights";
import { useNodeOrder } from "../useNodeOrder";
import { AgentActions } from "./AgentActions";
import { AgentKey } from "./AgentKey";

interface Props {
  readonly node: Node;
  readonly rights: NodeRights;
}

/** The agents that share the node's work. */
export function Agents({ node, rights }: Props) {
  const agents = presentAgents(node);
  const order = useNodeOrder(node.id);
  const confirm = useConfirm();
  const rotate = rights.change && agents.length > 1 && (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      loading={order.isPending}
      onClick={() => confirm({
        title: "Change the keys of all agents?",
        text: "Each agent makes a new key pair with its next report; what it has in hand goes on. Receipts that were signed with the old keys stay good.",
        verb: "Change the keys",
        onConfirm: () => order.mutate({ kind: "rotate-key" }),
      })}
    >
      Rotate all keys
    </Button>
  );
  return (
    <Section title="Agents" actions={rotate}>
      {agents.length === 0 ? <Text size="sm" c="dimmed">No agent has joined yet. “Add an agent” says how one does.</Text> : (
        <Table aria-label="Agents" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Host</Table.Th>
              <Table.Th scope="col">Status</Table.Th>
              <Table.Th scope="col" visibleFrom="sm">Last seen</Table.Th>
              <Table.Th scope="col" visibleFrom="sm">Version</Table.Th>
              <Table.Th scope="col" visibleFrom="md">Joined</Table.Th>
              <Table.Th scope="col" visibleFrom="md">Key</Table.Th>
              {rights.change && <Table.Th scope="col"><span className="visually-hidden">Actions</span></Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {agents.map((agent) => (
              <Table.Tr key={agent.id}>
                <Table.Td>
                  <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>{agent.hostName}</Text>
                  <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>{agent.id}</Text>
                </Table.Td>
                <Table.Td miw={128}><AgentStatus agent={agent} /></Table.Td>
                <Table.Td visibleFrom="sm"><RelativeTime at={agent.lastSeenAt} /></Table.Td>
                <Table.Td visibleFrom="sm">{agent.version}</Table.Td>
                <Table.Td visibleFrom="md"><RelativeTime at={agent.enrolledAt} /></Table.Td>
                <Table.Td visibleFrom="md"><AgentKey agent={agent} /></Table.Td>
                {rights.change && <Table.Td ta="right"><AgentActions node={node} agent={agent} /></Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
