import type { CreateSchedule, CreateTransfer, TransferSettings } from "@/api/types";
import { momentOf } from "@/ui/localTime";
import { browserZone } from "@/ui/timeZones";
import { bandwidthOf, cronOf, filterRules, patternsOf, type StartForm } from "./form";
import { type Plan, rulesFor } from "./plan";

/** Whether the API must be given a list of keys: rules cannot name the selection, or cannot be joined with inclusions. */
export function needsKeyList({ take }: Plan, form: StartForm): boolean {
  const rules = rulesFor(take);
  return rules === undefined || (take.kind === "named" && patternsOf(form.include).length > 0);
}

/** @param keyList The id of the stored list, when one is needed. */
export function transferOf(plan: Plan, form: StartForm, keyList?: string): CreateTransfer {
  const rules = [...filterRules(form), ...(keyList === undefined ? rulesFor(plan.take) ?? [] : [])];
  const settings: TransferSettings = {
    kind: form.kind,
    sync: form.sync,
    selection: rules.length > 0 || keyList !== undefined ? { rules: rules.length > 0 ? rules : undefined, keyList } : undefined,
    bandwidth: bandwidthOf(form),
    deadline: form.when === "now" ? momentOf(form.deadline) : undefined,
  };
  const label = form.label.trim();
  return { source: plan.source, destination: plan.destination, label: label === "" ? undefined : label, settings };
}

export function scheduleOf(transfer: CreateTransfer, form: StartForm): CreateSchedule {
  return {
    transfer,
    label: transfer.label,
    enabled: true,
    startAt: form.when === "once" ? momentOf(form.startAt) : undefined,
    recurrence: form.when === "repeat" ? { cron: cronOf(form), timeZone: browserZone() } : undefined,
  };
}
