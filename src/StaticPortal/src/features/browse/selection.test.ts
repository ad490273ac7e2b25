import { expect, it } from "vitest";
import type { Entry } from "./entries";
import { added, between, everything, isSelected, nothing, only, toggled, totalsOf, totalsText } from "./selection";

const object = (key: string, size = 1024): Entry => ({ kind: "object", key, name: key, size });
const folder = (key: string): Entry => ({ kind: "folder", key, name: key });
const a = object("a");
const b = object("b");
const f = folder("f/");

it("adds and takes away by name", () => {
  const two = added(only([a]), [b]);
  expect([a, b, f].map((entry) => isSelected(two, entry))).toEqual([true, true, false]);
  expect(isSelected(toggled(two, { ...a }), a)).toBe(false);
  expect(isSelected(toggled(two, f), f)).toBe(true);
});

it("tells a folder from an object of the same key", () => {
  expect(isSelected(only([folder("x")]), object("x"))).toBe(false);
});

it("never takes buckets", () => {
  const bucket: Entry = { kind: "bucket", key: "data", name: "data" };
  expect(only([bucket]).chosen.size).toBe(0);
  expect(isSelected(everything, bucket)).toBe(false);
});

it("takes a range in either direction", () => {
  expect(between([a, b, f], 2, 1)).toEqual([b, f]);
});

it("says how much, with a plus when there is more in it", () => {
  expect(totalsText(totalsOf(nothing, [], true))).toBe("0 objects, 0 B");
  expect(totalsText(totalsOf(only([a, b]), [], true))).toBe("2 objects, 2.00 KiB");
  expect(totalsText(totalsOf(only([a, f]), [], true))).toBe("1 object, 1 folder, 1.00 KiB+");
  expect(totalsText(totalsOf(only([f]), [], true))).toBe("1 folder, 0 B+");
  expect(totalsText(totalsOf(everything, [a, b], false))).toBe("2 objects, 2.00 KiB+");
  expect(totalsText(totalsOf(everything, [a, b], true))).toBe("2 objects, 2.00 KiB");
});
