import { expect, it } from "vitest";
import { placeText } from "./placeText";

it("placeText is what dtnbox takes", () => {
  expect(placeText({ nodeId: "site-a", bucket: "data", prefix: "run-7/" })).toBe("site-a:data/run-7/");
  expect(placeText({ nodeId: "site-a", bucket: "data", prefix: "" })).toBe("site-a:data/");
});
