import { expect, it } from "vitest";
import { bandwidthWords, settingsWords } from "./settingsWords";

it("says what a transfer does", () => {
  const words = Object.fromEntries(settingsWords({
    sync: "Newer", selection: { rules: [{ action: "Exclude", pattern: "*.tmp" }, { action: "Include", pattern: "**" }] },
    deleteExtras: { limit: 1000 }, tuning: { partSizeBytes: { pin: 16 * 1024 * 1024 }, partsInFlight: { max: 8 } },
  }));
  expect(words).toMatchObject({
    Does: "Copies, and proves that everything arrived",
    Filters: "exclude *.tmp, then include **",
    "Extras at the destination": "Are deleted at the end, if they are at most 1,000",
    "Part size": "Always 16.0 MiB",
    "Parts at once": "Tuned, at most 8",
    "Objects at once": "Tuned by the agents",
  });
});

it("reads a timetable out", () => {
  expect(bandwidthWords(null, "bytes")).toEqual(["No cap"]);
  expect(bandwidthWords({ bytesPerSecond: 1024 }, "bytes")).toEqual(["Always at most 1.00 KiB/s"]);
  expect(bandwidthWords({
    timeZone: "Europe/Berlin", windows: [{ days: ["Monday", "Friday"], from: "08:00:00", to: "18:00:00", bytesPerSecond: 125_000 }],
  }, "bits")).toEqual(["Otherwise no cap", "Mon, Fri 08:00 to 18:00: at most 1.00 Mbit/s", "Times are in Europe/Berlin; the first that holds decides"]);
});
