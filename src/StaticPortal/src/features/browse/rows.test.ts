import { expect, it } from "vitest";
import type { Entry } from "./entries";
import { rowsOf, sortAfter, storeOrder } from "./rows";

const object = (name: string, size: number, modifiedAt?: string): Entry => ({ kind: "object", key: name, name, size, modifiedAt });
const folder = (name: string): Entry => ({ kind: "folder", key: name, name });
const entries = [object("B.txt", 3, "2026-01-02T00:00:00Z"), folder("c/"), object("d\u202E", 1, "2026-01-03T00:00:00Z"), object("e", 2)];
const names = (rows: readonly Entry[]) => rows.map(({ name }) => name);

it("leaves the store's order as it is", () => {
  expect(rowsOf(entries, "", storeOrder)).toBe(entries);
  expect(names(rowsOf(entries, "", { by: "name", descending: true }))).toEqual(["e", "d\u202E", "c/", "B.txt"]);
});

it("orders objects by size and time, and keeps folders above", () => {
  expect(names(rowsOf(entries, "", { by: "size", descending: false }))).toEqual(["c/", "d\u202E", "e", "B.txt"]);
  expect(names(rowsOf(entries, "", { by: "modified", descending: true }))).toEqual(["c/", "d\u202E", "B.txt", "e"]);
});

it("filters without regard to case, and finds the marks that are shown", () => {
  expect(names(rowsOf(entries, "b.T", storeOrder))).toEqual(["B.txt"]);
  expect(names(rowsOf(entries, "U+202E", storeOrder))).toEqual(["d\u202E"]);
});

it("turns the order round on the second click; figures begin with the largest", () => {
  expect(sortAfter(storeOrder, "name")).toEqual({ by: "name", descending: true });
  expect(sortAfter(storeOrder, "size")).toEqual({ by: "size", descending: true });
});
