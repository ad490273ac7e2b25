import { expect, it } from "vitest";
import { foldersOf } from "./foldersOf";

const transfer = (prefix: string) => ({
  source: { nodeId: "site-a", bucket: "data", prefix }, destination: { nodeId: "site-b", bucket: "in", prefix: "2026/" },
});

it.each([
  ["run/", "run/a.h5", "run/", "2026/"],
  ["run/", "run/raw/7/a.h5", "run/raw/7/", "2026/raw/7/"],
  ["", "a.h5", "", "2026/"],
  ["run/a", "run/a.h5", "run/a", "2026/"],
])("of the prefix %j, the object %j lies in %j and goes to %j", (prefix, key, from, to) => {
  expect(foldersOf(transfer(prefix), key).map((place) => place.prefix)).toEqual([from, to]);
});
