import { describe, expect, it } from "vitest";
import { readConfig } from "./config";

const origin = "https://portal.example";

describe("readConfig", () => {
  it.each([
    ["/", ""],
    ["", ""],
    ["https://portal.example/", ""],
    ["https://api.example/", "https://api.example"],
    ["http://127.0.0.1:7071", "http://127.0.0.1:7071"],
  ])("takes %j as %j", (apiBase, expected) => {
    expect(readConfig({ apiBase }, origin).apiBase).toBe(expected);
  });

  it.each([[{}], [null], [{ apiBase: 7 }], [{ apiBase: "javascript:alert(1)" }]])("refuses %j with what must be there", (content) => {
    expect(() => readConfig(content, origin)).toThrow(/apiBase/);
  });
});
