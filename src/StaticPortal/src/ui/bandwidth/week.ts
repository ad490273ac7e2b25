import type { DayOfWeek } from "@/api/types";

/** The week as people in most of the world begin it. */
export const days: readonly DayOfWeek[] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Neighbours are drawn together: "Mon–Wed, Fri". */
export function daysText(chosen: readonly DayOfWeek[]): string {
  if (days.every((day) => chosen.includes(day))) return "Every day";
  const runs: DayOfWeek[][] = [];
  days.forEach((day, at) => {
    if (!chosen.includes(day)) return;
    const before = days[at - 1];
    const last = runs.at(-1);
    if (last && before !== undefined && chosen.includes(before)) last.push(day);
    else runs.push([day]);
  });
  return runs.map((run) => {
    const [first, last] = [short(run[0]), short(run.at(-1))];
    return run.length === 1 ? first : run.length === 2 ? `${first}, ${last}` : `${first}–${last}`;
  }).join(", ");
}

function short(day: DayOfWeek | undefined): string {
  return day?.slice(0, 3) ?? "";
}
