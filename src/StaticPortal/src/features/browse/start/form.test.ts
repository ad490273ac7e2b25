import { expect, it } from "vitest";
import { bandwidthOf, cronOf, emptyForm, filterRules } from "./form";

it.each([
  [{ every: "hour", time: "00:15" }, "15 * * * *"],
  [{ every: "day", time: "02:05" }, "5 2 * * *"],
  [{ every: "week", time: "23:00", weekday: "0" }, "0 23 * * 0"],
  [{ every: "cron", cron: " */5 * * * * " }, "*/5 * * * *"],
] as const)("writes %j as %s", (changes, cron) => {
  expect(cronOf({ ...emptyForm, ...changes })).toBe(cron);
});

it("puts exclusions first, and takes patterns as they are", () => {
  expect(filterRules({ ...emptyForm, include: "*.h5\r\n\n raw/** ", exclude: "tmp/**" })).toEqual([
    { action: "Exclude", pattern: "tmp/**" }, { action: "Include", pattern: "*.h5" }, { action: "Include", pattern: " raw/** " },
  ]);
});

it("asks for a cap only when there is one", () => {
  expect(bandwidthOf(emptyForm)).toBeUndefined();
  expect(bandwidthOf({ ...emptyForm, cap: { figure: 50, unit: "MiB/s" } })).toEqual({ bytesPerSecond: 50 * 1024 ** 2 });
});
