import { expect, it } from "vitest";
import { planWords } from "./planWords";
import { daysText } from "./week";

it("says one cap in a line", () => {
  expect(planWords(null)).toEqual(["No cap"]);
  expect(planWords({ bytesPerSecond: 1024 })).toEqual(["At most 1 KiB/s"]);
});

it("reads a timetable out as one would say it", () => {
  expect(planWords({
    bytesPerSecond: 125_000_000,
    windows: [
      { days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], from: "08:00:00", to: "18:00:00", bytesPerSecond: 25_000_000 },
      { days: null, from: "22:00:00", to: "06:00:00", bytesPerSecond: null },
    ],
  })).toEqual(["Mon–Fri 08:00–18:00: at most 200 Mbit/s", "Every day 22:00–06:00 (next day): no cap", "Otherwise: at most 1 Gbit/s"]);
});

it("draws neighbouring days together, in the week's order", () => {
  expect(daysText(["Sunday", "Friday", "Monday", "Tuesday", "Wednesday"])).toBe("Mon–Wed, Fri, Sun");
  expect(daysText(["Sunday", "Saturday"])).toBe("Sat, Sun");
});
