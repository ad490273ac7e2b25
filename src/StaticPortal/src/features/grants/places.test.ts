import { expect, it } from "vitest";
import { isOver, prefixWarning } from "./places";

it("prefixWarning is there for prefixes that are not folders", () => {
  expect(prefixWarning("a/")).toBeUndefined();
  expect(prefixWarning("")).toBeUndefined();
  expect(prefixWarning("a")).toContain("'a2/'");
});

it("isOver ends with the moment itself", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  expect(isOver("2026-01-01T00:00:00Z", now)).toBe(true);
  expect(isOver("2026-01-01T00:00:01Z", now)).toBe(false);
  expect(isOver(null, now)).toBe(false);
});
