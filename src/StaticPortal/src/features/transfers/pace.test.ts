import { describe, expect, it } from "vitest";
import { paceOf, sampleOf } from "./pace";
import { PaceBook } from "./paceBook";
import { aTransfer } from "./testTransfer";

const mebi = 1024 * 1024;

function copied(mebibytes: number, more: Parameters<typeof aTransfer>[0] = {}) {
  return aTransfer({ ...more, totals: { bytesPlanned: 100 * mebi, objectsPlanned: 1, bytesCopied: mebibytes * mebi, ...more.totals } });
}

describe("paceOf", () => {
  it("knows nothing from one sample, and no time left before all is counted", () => {
    expect(paceOf(copied(1), [sampleOf(copied(1), 0)])).toEqual({});
    const counting = copied(2, { totals: { listingComplete: false } });
    const pace = paceOf(counting, [sampleOf(copied(1), 0), sampleOf(counting, 1000)]);
    expect(pace).toEqual({ bytesPerSecond: mebi });
  });

  it("gives a range where the pace changes, and counts reading back as work", () => {
    const samples = [sampleOf(copied(0), 0), sampleOf(copied(20), 20_000), sampleOf(copied(40), 25_000)];
    const { bytesPerSecond, left } = paceOf(copied(40), samples);
    expect(bytesPerSecond).toBe(4 * mebi);
    expect(left?.least).toBeCloseTo(160 / 4, 0);
    expect(left?.most).toBeCloseTo(160 / (40 / 25), 0);
  });

  it("says of one that stands still that its rate is 0 and its end unknown", () => {
    expect(paceOf(copied(5), [sampleOf(copied(5), 0), sampleOf(copied(5), 5000)])).toEqual({ bytesPerSecond: 0 });
  });
});

describe("PaceBook", () => {
  it("begins anew with an attempt", () => {
    const book = new PaceBook();
    book.see(copied(50), 0);
    book.see(copied(60), 2000);
    expect(book.paceOf(copied(60)).bytesPerSecond).toBe(5 * mebi);
    const again = copied(60, { attempt: 2 });
    expect(book.paceOf(again)).toEqual({});
    book.see(again, 3000);
    expect(book.samplesOf("t-1")).toHaveLength(1);
  });

  it("keeps what it has when a transfer ends, and shows no rate then", () => {
    const book = new PaceBook();
    book.see(copied(1), 0);
    book.see(copied(2), 1000);
    const ended = copied(100, { state: "Succeeded" });
    book.see(ended, 2000);
    expect(book.samplesOf("t-1")).toHaveLength(2);
    expect(book.paceOf(ended)).toEqual({});
  });
});
