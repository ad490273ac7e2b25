import { modals } from "@mantine/modals";
import type { BandwidthPlan } from "@/api/types";
import { PlanForm } from "@/ui/bandwidth/PlanForm";
import { toastDone } from "@/ui/toasts";
import { useSettings } from "./useSettings";

interface Props {
  readonly id: string;
  readonly plan: BandwidthPlan | null | undefined;
}

/** How much the transfer may send, and when. */
export function BandwidthForm({ id, plan }: Props) {
  const change = useSettings(id);
  const save = (bandwidth: BandwidthPlan | null) => change.mutate({ bandwidth }, {
    onSuccess: () => {
      modals.closeAll();
      toastDone(bandwidth === null ? "The cap is removed." : "The cap holds within about two seconds.");
    },
  });
  return <PlanForm plan={plan} what="What this transfer sends" isPending={change.isPending} error={change.error} onSave={save} />;
}
