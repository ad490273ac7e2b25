import { describe, expect, it } from "vitest";
import { progressOf } from "./progress";
import { aTransfer } from "./testTransfer";

describe("progressOf", () => {
  it("does not know a share while it is still counting", () => {
    expect(progressOf(aTransfer({ totals: { listingComplete: false, bytesPlanned: 10, bytesCopied: 10 } })).share).toBeUndefined();
  });

  it("is not complete before the transfer has succeeded", () => {
    const totals = { bytesPlanned: 10, bytesCopied: 10 };
    expect(progressOf(aTransfer({ totals })).share).toBeLessThan(1);
    expect(progressOf(aTransfer({ state: "Succeeded", totals })).share).toBe(1);
  });

  it("is nothing when nothing is planned", () => {
    expect(progressOf(aTransfer({ state: "Failed" })).share).toBe(0);
  });

  it("counts objects where none has a byte", () => {
    expect(progressOf(aTransfer({ totals: { objectsPlanned: 4, objectsCopied: 1 } })).share).toBe(0.25);
  });
});
