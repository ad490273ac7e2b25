import { describe, expect, it } from "vitest";
import { displayNameFault, idFault, idFrom } from "./nodeNames";

describe("idFault", () => {
  it.each(["a", "site-a", "s".repeat(40), "x9-"])("takes '%s', as the API does", (id) => expect(idFault(id)).toBeUndefined());
  it.each(["", "9a", "Site", "s_a", "s".repeat(41), "é"])("refuses '%s', as the API does", (id) => expect(idFault(id)).toBeDefined());
  it("keeps the portal's own addresses free", () => expect(idFault("new")).toContain("portal"));
});

describe("displayNameFault", () => {
  it("takes up to 100 characters, and none", () => {
    expect(displayNameFault("")).toBeUndefined();
    expect(displayNameFault("x".repeat(100))).toBeUndefined();
    expect(displayNameFault("x".repeat(101))).toBeDefined();
  });
});

describe("idFrom", () => {
  it.each([
    ["DESY Hamburg (DTN 2)", "desy-hamburg-dtn-2"],
    ["Universität Köln", "universitat-koln"],
    ["3. Institut", "institut"],
    ["東京", ""],
    [`${"a".repeat(39)} b`, "a".repeat(39)],
  ])("makes of '%s' an id that is taken", (name, id) => {
    expect(idFrom(name)).toBe(id);
    if (id !== "") expect(idFault(id)).toBeUndefined();
  });
});
