import { expect, it } from "vitest";
import { commandOf, typedRow } from "./gridKeys";

const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

it.each([
  [{ key: "ArrowDown" }, { do: "move", by: 1, extend: false }],
  [{ key: "ArrowUp", shiftKey: true }, { do: "move", by: -1, extend: true }],
  [{ key: "PageDown" }, { do: "move", by: 20, extend: false }],
  [{ key: "End", shiftKey: true }, { do: "edge", to: "last", extend: true }],
  [{ key: " " }, { do: "toggle" }],
  [{ key: " ", ctrlKey: true }, { do: "toggle" }],
  [{ key: "a", ctrlKey: true }, { do: "selectAll" }],
  [{ key: "a", metaKey: true }, { do: "selectAll" }],
  [{ key: "Enter" }, { do: "open" }],
  [{ key: "Backspace" }, { do: "up" }],
  [{ key: "Escape" }, { do: "selectNone" }],
  [{ key: "a" }, undefined],
  [{ key: "r", ctrlKey: true }, undefined],
  [{ key: "ArrowUp", altKey: true }, undefined],
])("takes %j as %j", (pressed, command) => {
  expect(commandOf({ ...none, ...pressed }, 20)).toEqual(command);
});

it("typedRow goes to the next name, and around", () => {
  const names = ["alpha", "beta", "Alps", "gamma"];
  expect(typedRow(names, "a", -1)).toBe(0);
  expect(typedRow(names, "a", 0)).toBe(2);
  expect(typedRow(names, "a", 2)).toBe(0);
  expect(typedRow(names, "alp", 2)).toBe(2);
  expect(typedRow(names, "x", 0)).toBeUndefined();
  expect(typedRow([], "a", -1)).toBeUndefined();
});
