import { expect, it } from "vitest";
import { settingsWords } from "./settingsWords";

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
