import { describe, expect, it } from "vitest";
import type { Entry } from "../entries";
import { everything, nothing, only } from "../selection";
import { planOf, rulesFor, whyNot } from "./plan";

const object = (key: string): Entry => ({ kind: "object", key, name: key });
const folder = (key: string): Entry => ({ kind: "folder", key, name: key });
const from = { node: "a", bucket: "data", prefix: "results/" };
const to = { node: "b", bucket: "in", prefix: "2026/" };

describe("planOf", () => {
  it("takes everything under the prefix as it is", () => {
    expect(planOf(from, everything, to)).toEqual({
      source: { nodeId: "a", bucket: "data", prefix: "results/" },
      destination: { nodeId: "b", bucket: "in", prefix: "2026/" },
      take: { kind: "all" },
    });
  });

  it("takes one folder by its own prefix, and it arrives as a folder of that name", () => {
    const plan = planOf(from, only([folder("results/run-7/")]), to);
    expect(plan).toMatchObject({ source: { prefix: "results/run-7/" }, destination: { prefix: "2026/run-7/" }, take: { kind: "all" } });
  });

  it("keeps whole names of everything that begins with a text", () => {
    const plan = planOf({ ...from, prefix: "results/ru" }, everything, to);
    expect(plan).toMatchObject({ source: { prefix: "results/ru" }, destination: { prefix: "2026/ru" } });
  });

  it("names objects below their folder; a single object is no prefix, because others may begin with its key", () => {
    expect(planOf(from, only([object("results/a.txt")]), to)).toMatchObject({
      source: { prefix: "results/" }, destination: { prefix: "2026/" }, take: { folders: [], objects: ["a.txt"] },
    });
  });
});

describe("rulesFor", () => {
  const named = (folders: string[], objects: string[] = []) => rulesFor({ kind: "named", folders, objects });

  it("takes folders with all that is in them, and nothing else", () => {
    expect(named(["x/", "y/"])).toEqual([
      { action: "Include", pattern: "x/**" }, { action: "Include", pattern: "y/**" }, { action: "Exclude", pattern: "**" },
    ]);
  });

  it("takes objects beside folders, and none of the same name deeper down", () => {
    expect(named(["x/"], ["a"])?.map(({ action, pattern }) => `${action} ${pattern}`))
      .toEqual(["Include x/**", "Exclude **/**", "Include a", "Exclude **"]);
  });

  it("leaves to a list of keys what rules cannot say", () => {
    expect(named([], ["a"])).toBeUndefined();
    expect(named(["what?/"])).toBeUndefined();
    expect(named(["granted-prefix"])).toBeUndefined();
    expect(named(Array.from({ length: 101 }, (_, at) => `f${at}/`))).toBeUndefined();
  });
});

it("whyNot says what is missing, one thing after another", () => {
  const some = only([object("results/a")]);
  const root = { node: "a", bucket: "", prefix: "" };
  expect(whyNot(root, nothing, to, "right pane")).toBe("Open a bucket here first.");
  expect(whyNot(from, nothing, to, "right pane")).toBe("Select what to copy.");
  expect(whyNot(from, some, { ...to, bucket: "" }, "right pane")).toBe("Open the destination in the right pane.");
  expect(whyNot(from, some, from, "right pane")).toMatch(/same place/);
  expect(whyNot(from, some, to, "right pane")).toBeUndefined();
});
