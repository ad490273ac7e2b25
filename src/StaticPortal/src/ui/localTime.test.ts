import { expect, it } from "vitest";
import { localTime, momentOf } from "./localTime";

it("momentOf is that of this computer's clock", () => {
  expect(momentOf("2026-05-01T10:00")).toBe(new Date(2026, 4, 1, 10).toISOString());
  expect(momentOf("")).toBeUndefined();
});

it("localTime shows what momentOf takes", () => {
  expect(localTime(new Date(2026, 4, 1, 10))).toBe("2026-05-01T10:00");
  expect(localTime(new Date("no date"))).toBe("");
});
