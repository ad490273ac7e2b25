import type { Node } from "@/api/types";
import { PlanForm } from "@/ui/bandwidth/PlanForm";
import { useSetPlan } from "./useSetPlan";

interface Props {
  readonly node: Node;
  readonly onDone: () => void;
}

/** The cap of a node, and its timetable. */
export function NodePlan({ node, onDone }: Props) {
  const set = useSetPlan(node, onDone);
  return (
    <PlanForm
      plan={node.bandwidth}
      what="What the node's agents send, all transfers together, also those under way"
      isPending={set.isPending}
      error={set.error}
      onSave={(plan) => set.mutate(plan)}
    />
  );
}
