import { ActionIcon, Menu } from "@mantine/core";
import { IconBan, IconDots, IconPlayerPause, IconPlayerPlay, IconRefresh } from "@tabler/icons-react";
import type { Agent, Node } from "@/api/types";
import { useConfirm } from "@/ui/useConfirm";
import { useNodeOrder } from "../useNodeOrder";

interface Props {
  readonly node: Node;
  readonly agent: Agent;
}

/** What can be done about one agent. */
export function AgentActions({ node, agent }: Props) {
  const order = useNodeOrder(node.id);
  const confirm = useConfirm();
  const others = node.agents.some((other) => other.id !== agent.id && other.revokedAt == null);
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false} portalProps={{ target: "#main" }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" loading={order.isPending} aria-label={`Actions for the agent ${agent.id}`}><IconDots size={18} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {agent.drainingSince == null ? (
          <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={() => order.mutate({ kind: "drain", agent: agent.id })}>
            Drain
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => order.mutate({ kind: "undrain", agent: agent.id })}>
            Undrain
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconRefresh size={16} aria-hidden />}
          disabled={agent.keyChangeRequestedAt != null}
          onClick={() => order.mutate({ kind: "rotate-key", agent: agent.id })}
        >
          Rotate key
        </Menu.Item>
        <Menu.Item
          c="var(--mantine-color-error)"
          leftSection={<IconBan size={16} aria-hidden />}
          onClick={() => confirm({
            title: `Revoke the agent on ${agent.hostName}?`,
            text: `${agent.id} is shut out with its next request, for good. What it has in hand ${others
              ? "goes to the node's other agents."
              : "waits until another agent joins: this is the node's last one."} To let the machine work again, empty the agent's state directory and start it with a new code.`,
            verb: "Revoke",
            dangerous: true,
            onConfirm: () => order.mutate({ kind: "revoke", agent: agent.id }),
          })}
        >
          Revoke …
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
