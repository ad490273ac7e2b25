import { describe, expect, it } from "vitest";
import { bytesPerSecondOf, enteredRate, rateFault, rateText } from "./rates";

describe("enteredRate", () => {
  it.each([125_000, 25_000_000, 125_000_000, 1024 ** 2, 1_250, 1_025])("reads %d as it was entered", (bytes) => {
    expect(bytesPerSecondOf(enteredRate(bytes))).toBe(bytes);
  });

  it("prefers the largest unit", () => {
    expect(rateText(125_000_000)).toBe("1 Gbit/s");
    expect(rateText(25_000_000)).toBe("200 Mbit/s");
    expect(rateText(50 * 1024 ** 2)).toBe("50 MiB/s");
    expect(rateText(null)).toBe("no cap");
  });
});

describe("rateFault", () => {
  it("has the API's bounds", () => {
    expect(rateFault({ figure: "", unit: "Mbit/s" })).toBeUndefined();
    expect(rateFault({ figure: 1024, unit: "B/s" })).toBeUndefined();
    expect(rateFault({ figure: 1023, unit: "B/s" })).toBeDefined();
    expect(rateFault({ figure: 0, unit: "Gbit/s" })).toBeDefined();
    expect(rateFault({ figure: 2 ** 31, unit: "MiB/s" })).toBeDefined();
  });
});
