import { expect, it } from "vitest";
import { entriesOf } from "./entries";

it("lists folders and objects in key order, by their names in the folder", () => {
  const page = {
    folders: ["r/b/", "r/d/"],
    objects: [{ key: "r/", size: 0 }, { key: "r/a", size: 1 }, { key: "r/c", size: 2 }],
  };
  expect(entriesOf(page, "r/").map(({ kind, name }) => [kind, name]))
    .toEqual([["object", "a"], ["folder", "b/"], ["object", "c"], ["folder", "d/"]]);
});

it("keeps the name whole when it shows what begins with a text", () => {
  expect(entriesOf({ folders: ["r/run-7/"], objects: [] }, "r/ru")[0]?.name).toBe("run-7/");
});
