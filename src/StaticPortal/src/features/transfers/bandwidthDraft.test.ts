import { expect, it } from "vitest";
import type { BandwidthPlan } from "@/api/types";
import { draftOf, planOf } from "./bandwidthDraft";

const plan: BandwidthPlan = {
  bytesPerSecond: null, timeZone: "Europe/Berlin",
  windows: [{ days: ["Monday"], from: "08:00:00", to: "18:00:00", bytesPerSecond: 1_250_000 }, { days: null, from: "00:00:00", to: "06:00:00", bytesPerSecond: null }],
};

it("gives back what it was made of", () => {
  expect(planOf(draftOf(plan, "bits", "UTC"), "bits")).toEqual(plan);
  expect(draftOf(plan, "bits", "UTC").windows[0]?.cap).toBe(10);
});

it("is no plan when nothing is capped", () => {
  expect(planOf(draftOf(null, "bytes", "UTC"), "bytes")).toBeNull();
  expect(planOf({ cap: 2, timeZone: "UTC", windows: [] }, "bytes")).toEqual({ bytesPerSecond: 2 * 1024 * 1024 });
});
