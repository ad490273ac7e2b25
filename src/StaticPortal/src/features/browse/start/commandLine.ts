import { command, shellQuoted } from "@/ui/command";
import { momentOf } from "@/ui/localTime";
import { browserZone } from "@/ui/timeZones";
import { cronOf, type StartForm } from "./form";
import { locationText, type Plan } from "./plan";
import { needsKeyList, transferOf } from "./request";

/** More keys than this are not for a command line. */
export const mostKeysShown = 50;

/** The dtnbox line that does what the drawer would do. */
export function startCommand(plan: Plan, form: StartForm): string {
  const line = withKeys(plan, form, command(...verb(form), locationText(plan.source), locationText(plan.destination), ...options(plan, form)));
  if (form.cap.figure === "" || form.when !== "now") return line;
  // A cap is given to a transfer that is there.
  return `id=$(${line} --json | jq -r .id)\ndtnbox transfer limit "$id" ${form.cap.figure}${form.cap.unit}`;
}

/** What the line cannot say; undefined when it says everything. */
export function commandNote(plan: Plan, form: StartForm): string | undefined {
  if (form.when !== "now" && form.cap.figure !== "") return "The command line cannot cap the transfers of a schedule.";
  return needsKeyList(plan, form) && !fitsOnLine(plan)
    ? "keys.txt has the keys, each ended by a NUL character, without the source's prefix. Save it with the button." : undefined;
}

/** The keys are named in the line itself: single objects, and not too many. */
export function fitsOnLine({ take }: Plan): boolean {
  return take.kind === "named" && take.folders.length === 0 && take.objects.length <= mostKeysShown;
}

function verb({ when }: StartForm): string[] {
  return when === "now" ? ["transfer", "start"] : ["schedule", "add"];
}

function options(plan: Plan, form: StartForm): (string | undefined)[] {
  // The id stands for a list that is given by --keys-from instead.
  const { settings, label } = transferOf(plan, form, needsKeyList(plan, form) ? "list" : undefined);
  return [
    ...(label == null ? [] : ["--label", label]),
    ...(form.sync === "SizeDiffers" ? [] : ["--sync", form.sync]),
    ...(settings?.selection?.rules ?? []).flatMap(({ action, pattern }) => [action === "Include" ? "--include" : "--exclude", pattern]),
    ...(settings?.deadline == null ? [] : ["--deadline", settings.deadline]),
    form.kind === "DryRun" ? "--dry-run" : form.kind === "Verify" ? "--verify-only" : undefined,
    ...(form.when === "once" ? ["--at", momentOf(form.startAt) ?? ""] : []),
    ...(form.when === "repeat" ? ["--cron", cronOf(form), "--time-zone", browserZone()] : []),
  ];
}

function withKeys(plan: Plan, form: StartForm, line: string): string {
  if (!needsKeyList(plan, form)) return line;
  if (!fitsOnLine(plan) || plan.take.kind === "all") return `${line} --keys-from0 keys.txt`;
  return `printf '%s\\0' ${plan.take.objects.map(shellQuoted).join(" ")} | ${line} --keys-from0 -`;
}
