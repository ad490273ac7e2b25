import { describe, expect, it } from "vitest";
import { bytesPerSecondOf, capText, enteredRate, noRate, rateFault } from "./rates";

describe("enteredRate", () => {
  it.each([125_000, 25_000_000, 125_000_000, 1024, 1024 ** 2, 3 * 1024 ** 3, 1_250, 1_025])("reads %d as it was entered", (bytes) => {
    expect(bytesPerSecondOf(enteredRate(bytes))).toBe(bytes);
  });
});

describe("capText", () => {
  it.each([
    [125_000_000, "at most 1 Gbit/s"],
    [25_000_000, "at most 200 Mbit/s"],
    [50 * 1024 ** 2, "at most 50 MiB/s"],
    [1024, "at most 1 KiB/s"],
    [1025, "at most 1,025 B/s"],
    [null, "no cap"],
  ])("says %s in the largest unit: %s", (bytes, text) => {
    expect(capText(bytes)).toBe(text);
  });
});

describe("bytesPerSecondOf", () => {
  it.each([["bytes", 50, 50 * 1024 ** 2], ["bits", 1.5, 187_500]] as const)("takes a figure in the person's unit of %s", (unit, figure, bytes) => {
    expect(bytesPerSecondOf({ ...noRate(unit), figure })).toBe(bytes);
  });
});

describe("rateFault", () => {
  it("has the API's bounds", () => {
    expect(rateFault(noRate("bits"))).toBeUndefined();
    expect(rateFault({ figure: 1024, unit: "B/s" })).toBeUndefined();
    expect(rateFault({ figure: 1023, unit: "B/s" })).toBeDefined();
    expect(rateFault({ figure: 0, unit: "Gbit/s" })).toBeDefined();
    expect(rateFault({ figure: 2 ** 31, unit: "MiB/s" })).toBeDefined();
  });
});
