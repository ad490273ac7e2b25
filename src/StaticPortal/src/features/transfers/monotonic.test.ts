import { expect, it } from "vitest";
import { merge } from "./monotonic";
import { aTransfer } from "./testTransfer";

it("never lets a counter go back within an attempt", () => {
  const shown = aTransfer({ totals: { bytesCopied: 500, objectsCopied: 5 } });
  const late = aTransfer({ totals: { bytesCopied: 400, objectsCopied: 6 } });
  expect(merge(shown, late).totals).toMatchObject({ bytesCopied: 500, objectsCopied: 6 });
});

it("begins anew with a new attempt, and ignores what came late from the one before", () => {
  const first = aTransfer({ attempt: 1, totals: { bytesCopied: 500 } });
  const second = aTransfer({ attempt: 2, totals: { bytesCopied: 100 } });
  expect(merge(first, second).totals.bytesCopied).toBe(100);
  expect(merge(second, first).totals.bytesCopied).toBe(100);
});

it("lets the count of failures go down: a retry mends objects", () => {
  const shown = aTransfer({ totals: { objectsFailed: 3 } });
  expect(merge(shown, aTransfer({ totals: { objectsFailed: 1 } })).totals.objectsFailed).toBe(1);
});
