import type { Problem } from "@/api/problems";

export type Field = "label" | "include" | "exclude" | "cap" | "deadline" | "when" | "places";

/** What the API says of its fields, at the fields of the drawer. */
export function fieldFaults({ fields }: Problem, exclusions: number): Partial<Record<Field, string>> {
  const faults: Partial<Record<Field, string>> = {};
  for (const [name, said] of Object.entries(fields)) {
    const field = fieldOf(name.replace(/^transfer\./, ""), exclusions);
    if (field) faults[field] = [faults[field], ...said].filter(Boolean).join(" ");
  }

  return faults;
}

function fieldOf(name: string, exclusions: number): Field | undefined {
  const rule = /^settings\.selection\.rules(?:\[(\d+)\])?/.exec(name);
  if (rule) return rule[1] !== undefined && Number(rule[1]) < exclusions ? "exclude" : "include";
  if (name.startsWith("settings.bandwidth")) return "cap";
  if (name.startsWith("settings.deadline")) return "deadline";
  if (/^(startAt|recurrence)/.test(name)) return "when";
  if (/^(source|destination)/.test(name)) return "places";
  return name === "label" ? "label" : undefined;
}
