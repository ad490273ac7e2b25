import { describe, expect, it } from "vitest";
import { namePieces, visibleName } from "./visibleName";

describe("visibleName", () => {
  it.each([
    ["plain name.txt", "plain name.txt"],
    ["Größe 測定 🧪.csv", "Größe 測定 🧪.csv"],
    ["a\nb\tc\u0000", "a␊b␉c␀"],
    ["\u007f", "␡"],
    ["photo\u202Egnp.exe", "photo‹U+202E›gnp.exe"],
    ["a\u200Bb\uFEFF", "a‹U+200B›b‹U+FEFF›"],
    [" lead", "␣lead"],
    ["trail  ", "trail␣␣"],
    ["two  spaces", "two ␣spaces"],
    ["no\u00A0break", "no‹U+00A0›break"],
    ["line\u2028end", "line‹U+2028›end"],
    [" ", "␣"],
    ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  ])("shows %j as %s", (name, shown) => {
    expect(visibleName(name)).toBe(shown);
  });
});

it("tells marks from text that only looks like one", () => {
  expect(namePieces("␊\n")).toEqual([{ text: "␊", mark: false }, { text: "␊", mark: true }]);
});
