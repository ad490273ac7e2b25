import { describe, expect, it } from "vitest";
import { isAtRest, ordersFor } from "./orders";
import { aTransfer } from "./testTransfer";

describe("ordersFor", () => {
  it("offers a retry only where objects failed", () => {
    expect(ordersFor(aTransfer({ state: "Stopped" }))).toEqual(["restart", "again"]);
    expect(ordersFor(aTransfer({ state: "Stopped", totals: { objectsFailed: 1 } }))).toEqual(["restart", "retry", "again"]);
  });

  it("offers nothing while a stop is under way, and no restart of what is done", () => {
    expect(ordersFor(aTransfer({ state: "Stopping" }))).toEqual([]);
    expect(ordersFor(aTransfer({ state: "Succeeded" }))).toEqual(["again"]);
  });
});

describe("isAtRest", () => {
  it("takes a parked transfer as one that waits for a person", () => {
    expect(isAtRest("Parked")).toBe(true);
    expect(isAtRest("Stopping")).toBe(false);
  });
});
