import { describe, expect, it } from "vitest";
import { phasesOf } from "./phases";
import { aTransfer } from "./testTransfer";

function states(changes: Parameters<typeof aTransfer>[0]): string[] {
  return phasesOf(aTransfer(changes)).map((phase) => phase.state);
}

describe("phasesOf", () => {
  it("goes from step to step", () => {
    const nothing = { listingComplete: false };
    expect(states({ state: "Queued", totals: nothing })).toEqual(["ahead", "ahead", "ahead", "ahead", "ahead"]);
    expect(states({ state: "Validating", totals: nothing })).toEqual(["now", "ahead", "ahead", "ahead", "ahead"]);
    expect(states({ state: "Probing", totals: nothing })).toEqual(["done", "now", "ahead", "ahead", "ahead"]);
  });

  it("lists, copies and verifies side by side", () => {
    expect(states({ totals: { listingComplete: false, objectsPlanned: 9, objectsCopied: 3 } })).toEqual(["done", "done", "now", "now", "now"]);
    expect(states({ totals: { objectsPlanned: 9, objectsCopied: 9, objectsVerified: 8 } })).toEqual(["done", "done", "done", "done", "now"]);
  });

  it("shows where a transfer halted", () => {
    expect(states({ state: "Stopped", totals: { objectsPlanned: 9, objectsCopied: 3 } })).toEqual(["done", "done", "done", "halted", "halted"]);
  });

  it("shows that one halted before it listed anything", () => {
    const nothing = { listingComplete: false };
    expect(states({ state: "Failed", totals: nothing })).toEqual(["halted", "ahead", "ahead", "ahead", "ahead"]);
    expect(states({ state: "Failed", totals: nothing, rttMilliseconds: 2 })).toEqual(["done", "done", "ahead", "ahead", "ahead"]);
  });

  it("has no copying where nothing is copied", () => {
    const phases = phasesOf(aTransfer({ settings: { kind: "Verify", sync: "All" } }));
    expect(phases.map((phase) => phase.name)).toEqual(["Check keys", "Probe path", "List", "Verify"]);
  });
});
