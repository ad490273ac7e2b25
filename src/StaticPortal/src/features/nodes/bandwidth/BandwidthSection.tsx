import { Button, List, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { Node } from "@/api/types";
import { Section } from "@/ui/Section";
import type { NodeRights } from "../useNodeRights";
import { PlanForm } from "./PlanForm";
import { windowText } from "./planDraft";
import { rateText } from "./rates";

interface Props {
  readonly node: Node;
  readonly rights: NodeRights;
}

/** What the node's agents may send, all transfers together. */
export function BandwidthSection({ node, rights }: Props) {
  const plan = node.bandwidth;
  const windows = plan?.windows ?? [];
  const edit = () => {
    const modalId = modals.open({
      title: `Bandwidth of ${node.displayName}`,
      size: "xl",
      children: <PlanForm node={node} onDone={() => modals.close(modalId)} />,
    });
  };
  return (
    <Section title="Bandwidth" actions={rights.change && <Button size="compact-sm" variant="default" onClick={edit}>{plan ? "Change the cap" : "Set a cap"}</Button>}>
      {plan == null ? <Text size="sm" c="dimmed">No cap: its agents send as fast as path and stores allow.</Text> : (
        <Stack gap={4}>
          <Text size="sm">{windows.length === 0 ? `At most ${rateText(plan.bytesPerSecond)}, all transfers together.` : `Otherwise: ${rateText(plan.bytesPerSecond)}.`}</Text>
          {windows.length > 0 && (
            <List size="sm" aria-label="Timetable">{windows.map((window, at) => <List.Item key={at}>{windowText(window)}</List.Item>)}</List>
          )}
          {windows.length > 0 && <Text size="xs" c="dimmed">Times in {plan.timeZone ?? "UTC"}. The first line that a moment lies in decides.</Text>}
        </Stack>
      )}
    </Section>
  );
}
