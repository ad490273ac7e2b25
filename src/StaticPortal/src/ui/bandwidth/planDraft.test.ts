import { describe, expect, it } from "vitest";
import type { BandwidthPlan } from "@/api/types";
import { draftOf, isSound, newWindow, planOf, windowFault } from "./planDraft";

const plan: BandwidthPlan = {
  bytesPerSecond: null,
  timeZone: "Europe/Berlin",
  windows: [
    { days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], from: "08:00:00", to: "18:00:00", bytesPerSecond: 25_000_000 },
    { days: null, from: "22:00:00", to: "06:00:00", bytesPerSecond: null },
  ],
};

describe("planOf", () => {
  it("gives back what was read, to the byte", () => {
    expect(planOf(draftOf(plan, "bytes"))).toEqual(plan);
    expect(planOf(draftOf({ bytesPerSecond: 1_234_567 }, "bits"))).toEqual({ bytesPerSecond: 1_234_567 });
  });

  it("is no plan at all when nothing is capped", () => {
    expect(planOf(draftOf(null, "bits"))).toBeNull();
  });

  it("leaves the days out when it is all of them", () => {
    const draft = draftOf(plan, "bits");
    expect(draft.windows[1]?.days).toHaveLength(7);
    expect(planOf(draft)?.windows?.[1]?.days).toBeNull();
  });
});

describe("windowFault", () => {
  it("finds windows without days, times, or a sensible cap", () => {
    const window = newWindow("bits");
    expect(windowFault(window)).toBeUndefined();
    expect(windowFault({ ...window, days: [] })).toContain("days");
    expect(windowFault({ ...window, to: "" })).toContain("time");
    expect(isSound({ ...draftOf(plan, "bits"), windows: [{ ...window, rate: { figure: 0, unit: "Mbit/s" } }] })).toBe(false);
  });
});
