import { describe, expect, it } from "vitest";
import type { BandwidthPlan } from "@/api/types";
import { daysText, draftOf, isSound, planOf, windowFault, windowText } from "./planDraft";

const plan: BandwidthPlan = {
  bytesPerSecond: null,
  timeZone: "Europe/Berlin",
  windows: [{ days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], from: "08:00:00", to: "18:00:00", bytesPerSecond: 25_000_000 }],
};

describe("planOf", () => {
  it("gives back what was read", () => {
    expect(planOf(draftOf(plan, "UTC"))).toEqual(plan);
  });

  it("is no plan at all when nothing is capped", () => {
    expect(planOf(draftOf(null, "UTC"))).toBeNull();
  });

  it("leaves the days out when it is all of them", () => {
    const draft = draftOf({ ...plan, windows: [{ days: null, from: "22:00:00", to: "06:00:00", bytesPerSecond: null }] }, "UTC");
    expect(planOf(draft)?.windows?.[0]).toEqual({ days: null, from: "22:00:00", to: "06:00:00", bytesPerSecond: null });
  });
});

describe("windowFault", () => {
  it("finds windows without days, times, or a sensible cap", () => {
    const [window] = draftOf(plan, "UTC").windows;
    if (!window) throw new Error("The plan has a window.");
    expect(windowFault(window)).toBeUndefined();
    expect(windowFault({ ...window, days: [] })).toContain("days");
    expect(windowFault({ ...window, to: "" })).toContain("time");
    expect(isSound({ ...draftOf(plan, "UTC"), windows: [{ ...window, rate: { figure: 0, unit: "Mbit/s" } }] })).toBe(false);
  });
});

describe("windowText", () => {
  it("reads as one would say it", () => {
    expect(plan.windows?.map(windowText)).toEqual(["Mon–Fri 08:00–18:00: 200 Mbit/s"]);
    expect(windowText({ days: null, from: "22:00:00", to: "06:00:00", bytesPerSecond: null })).toBe("Every day 22:00–06:00 (next day): no cap");
  });

  it("draws neighbouring days together, in the week's order", () => {
    expect(daysText(["Sunday", "Friday", "Monday", "Tuesday", "Wednesday"])).toBe("Mon–Wed, Fri, Sun");
    expect(daysText(["Sunday", "Saturday"])).toBe("Sat, Sun");
  });
});
