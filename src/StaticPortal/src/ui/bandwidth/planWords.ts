import type { BandwidthPlan, BandwidthWindow } from "@/api/types";
import { capText } from "./rates";
import { days, daysText } from "./week";

/** A cap with its timetable, a line for each part, in the order in which they decide. */
export function planWords(plan: BandwidthPlan | null | undefined): string[] {
  const windows = plan?.windows ?? [];
  const cap = capText(plan?.bytesPerSecond);
  return windows.length === 0 ? [capital(cap)] : [...windows.map(windowText), `Otherwise: ${cap}`];
}

/** "Mon–Fri 08:00–18:00: at most 200 Mbit/s" */
function windowText({ days: chosen, from, to, bytesPerSecond }: BandwidthWindow): string {
  const overnight = to <= from ? " (next day)" : "";
  const on = chosen == null || chosen.length === 0 ? days : chosen;
  return `${daysText(on)} ${from.slice(0, 5)}–${to.slice(0, 5)}${overnight}: ${capText(bytesPerSecond)}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
