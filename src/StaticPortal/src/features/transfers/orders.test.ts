import { describe, expect, it } from "vitest";
import { isAtRest, type OfferedOrder, ordersFor } from "./orders";
import { aTransfer } from "./testTransfer";

function offered(changes: Parameters<typeof aTransfer>[0], refused = false): string[] {
  return ordersFor(aTransfer(changes)).filter(({ refusal }: OfferedOrder) => (refusal !== undefined) === refused).map(({ order }) => order);
}

describe("ordersFor", () => {
  it("offers a retry only where objects failed", () => {
    expect(offered({ state: "Stopped" })).toEqual(["restart", "again", "delete"]);
    expect(offered({ state: "Stopped", totals: { objectsFailed: 1 } })).toEqual(["restart", "retry", "again", "delete"]);
  });

  it("offers nothing while a stop is under way, and no restart of what is done", () => {
    expect(offered({ state: "Stopping" })).toEqual([]);
    expect(offered({ state: "Succeeded" })).toEqual(["again", "delete"]);
  });

  it("says why what is shown cannot be done", () => {
    expect(offered({ state: "Copying" }, true)).toEqual(["again", "delete"]);
    const refusal = ordersFor(aTransfer({ state: "Copying" })).find(({ order }) => order === "delete")?.refusal;
    expect(refusal).toMatch(/Stop it first/);
  });
});

describe("isAtRest", () => {
  it("takes a parked transfer as one that waits for a person", () => {
    expect(isAtRest("Parked")).toBe(true);
    expect(isAtRest("Stopping")).toBe(false);
  });
});
