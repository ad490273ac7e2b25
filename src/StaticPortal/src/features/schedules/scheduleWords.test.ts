import { expect, it } from "vitest";
import { whenWords } from "./scheduleWords";

it.each([
  ["0 2 * * *", "Every day at 02:00 (Europe/Berlin)"],
  ["30 * * * *", "Every hour at minute 30 (Europe/Berlin)"],
  ["5 18 * * 1-5", "Monday to Friday at 18:05 (Europe/Berlin)"],
  ["0 0 * * 7", "Every Sunday at 00:00 (Europe/Berlin)"],
  ["*/5 * * * *", "By cron */5 * * * * (Europe/Berlin)"],
  ["0 2 1 * *", "By cron 0 2 1 * * (Europe/Berlin)"],
])("says %s as %s", (cron, words) => {
  expect(whenWords({ recurrence: { cron, timeZone: "Europe/Berlin" }, startAt: null })).toBe(words);
});
