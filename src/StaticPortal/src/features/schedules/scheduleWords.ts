import type { Schedule } from "@/api/types";
import { formatMoment } from "@/ui/format";
import { placeText } from "@/ui/placeText";

export function nameOf({ label, transfer }: Schedule): string {
  return label ?? transfer.label ?? `${placeText(transfer.source)} → ${placeText(transfer.destination)}`;
}

/** When it is due, in words. Common times read like a sentence; others are shown as they are written. */
export function whenWords({ recurrence, startAt }: Pick<Schedule, "recurrence" | "startAt">): string {
  if (recurrence == null) {
    return startAt == null ? "Never" : `Once, ${formatMoment(new Date(startAt))}`;
  }

  return `${cronWords(recurrence.cron)} (${recurrence.timeZone ?? "UTC"})`;
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function cronWords(cron: string): string {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = cron.trim().split(/\s+/);
  const isNumber = (field: string) => /^\d+$/.test(field);
  if (!isNumber(minute) || day !== "*" || month !== "*") return `By cron ${cron}`;
  if (hour === "*" && weekday === "*") return `Every hour at minute ${minute}`;
  if (!isNumber(hour)) return `By cron ${cron}`;
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (weekday === "*") return `Every day at ${time}`;
  if (weekday === "1-5") return `Monday to Friday at ${time}`;
  const name = isNumber(weekday) ? weekdays[Number(weekday) % 7] : undefined;
  return name === undefined ? `By cron ${cron}` : `Every ${name} at ${time}`;
}
