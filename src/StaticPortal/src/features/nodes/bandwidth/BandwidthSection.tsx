import { Button, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { Node } from "@/api/types";
import { PlanText } from "@/ui/bandwidth/PlanText";
import { Section } from "@/ui/Section";
import type { NodeRights } from "../useNodeRights";
import { NodePlan } from "./NodePlan";

interface Props {
  readonly node: Node;
  readonly rights: NodeRights;
}

/** What the node's agents may send, all transfers together. */
export function BandwidthSection({ node, rights }: Props) {
  const plan = node.bandwidth;
  const edit = () => {
    const modalId = modals.open({
      title: `Bandwidth of ${node.displayName}`,
      size: "xl",
      children: <NodePlan node={node} onDone={() => modals.close(modalId)} />,
    });
  };
  return (
    <Section title="Bandwidth" actions={rights.change && <Button size="compact-sm" variant="default" onClick={edit}>{plan ? "Change the cap" : "Set a cap"}</Button>}>
      {plan == null ? <Text size="sm" c="dimmed">No cap: its agents send as fast as path and stores allow.</Text> : (
        <Stack gap={4}>
          <PlanText plan={plan} />
          <Text size="xs" c="dimmed">All transfers of the node together.</Text>
        </Stack>
      )}
    </Section>
  );
}
