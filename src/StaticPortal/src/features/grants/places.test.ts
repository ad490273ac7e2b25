import { expect, it } from "vitest";
import { isOver, placeText, prefixWarning } from "./places";

it("placeText is what dtnbox takes", () => {
  expect(placeText({ nodeId: "site-a", bucket: "data", prefix: "run-7/" })).toBe("site-a:data/run-7/");
  expect(placeText({ nodeId: "site-a", bucket: "data", prefix: "" })).toBe("site-a:data/");
});

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
