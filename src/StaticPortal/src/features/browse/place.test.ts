import { describe, expect, it } from "vitest";
import { above, crumbsTo, folderOf, parsePath, parsePlace, pathText, placeText } from "./place";

const at = (bucket: string, prefix = "", node = "site-a") => ({ node, bucket, prefix });

it.each([
  ["site-a", at("")],
  ["site-a:data/", at("data")],
  ["site-a:data/run 7/ä/", at("data", "run 7/ä/")],
  ["site-a:data//double//", at("data", "/double//")],
  ["site-a:data/a:b", at("data", "a:b")],
])("parsePlace reads %s, and placeText writes it", (text, place) => {
  expect(parsePlace(text)).toEqual(place);
  expect(placeText(place)).toBe(text);
});

describe("parsePath", () => {
  it.each([
    ["data", at("data")],
    ["data/", at("data")],
    ["data/run-7", at("data", "run-7/")],
    ["/data/run-7/", at("data", "run-7/")],
    ["  data/run-7/", at("data", "run-7/")],
    ["data/run-*", at("data", "run-")],
    ["s3://data/run-7", at("data", "run-7/")],
    ["site-b:data/x/", at("data", "x/", "site-b")],
    ["data/a:b/", at("data", "a:b/")],
    ["", at("")],
  ])("takes %j as meant", (typed, place) => {
    expect(parsePath(typed, "site-a")).toEqual(place);
  });

  it("takes what pathText shows", () => {
    for (const place of [at("data"), at("data", "a/b/"), at("data", "a/b")]) {
      expect(parsePath(pathText(place), "site-a")).toEqual(place);
    }
  });
});

it("above goes out of folders, of a search, and of the bucket", () => {
  expect(above(at("data", "a/b/"))).toEqual(at("data", "a/"));
  expect(above(at("data", "a/b"))).toEqual(at("data", "a/"));
  expect(above(at("data", "a/"))).toEqual(at("data"));
  expect(above(at("data", "//"))).toEqual(at("data", "/"));
  expect(above(at("data"))).toEqual(at(""));
  expect(above(at(""))).toBeUndefined();
});

it("crumbsTo names each folder on the way, also those without a name", () => {
  expect(crumbsTo(at("data", "a//b/begin")).map(({ name, place }) => [name, place.prefix]))
    .toEqual([["data", ""], ["a", "a/"], ["", "a//"], ["b", "a//b/"]]);
});

it("folderOf a key is where it lies", () => {
  expect(folderOf("a/b")).toBe("a/");
  expect(folderOf("a/")).toBe("a/");
  expect(folderOf("a")).toBe("");
});
