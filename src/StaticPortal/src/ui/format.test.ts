import { describe, expect, it } from "vitest";
import { formatBytes, formatName, formatRange, formatRate, formatRelative, formatSeconds } from "./format";

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [1, "1 B"],
    [1023, "1023 B"],
    [1024, "1.00 KiB"],
    [1536, "1.50 KiB"],
    [10 * 1024, "10.0 KiB"],
    [1024 * 1024 - 1, "1.00 MiB"],
    [123 * 1024 ** 3, "123 GiB"],
    [5 * 1024 ** 4, "5.00 TiB"],
    [2000 * 1024 ** 5, "2000 PiB"],
  ])("shows %d as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe("formatRate", () => {
  it.each([
    [0, "bytes", "0 B/s"],
    [50 * 1024 ** 2, "bytes", "50.0 MiB/s"],
    [0, "bits", "0 bit/s"],
    [125_000_000, "bits", "1.00 Gbit/s"],
    [1250, "bits", "10.0 kbit/s"],
  ] as const)("shows %d bytes a second in %s as %s", (rate, unit, text) => {
    expect(formatRate(rate, unit)).toBe(text);
  });
});

describe("formatSeconds", () => {
  it.each([
    [0, "0 s"],
    [59.6, "1 min"],
    [61, "1 min 1 s"],
    [3600, "1 h"],
    [3661, "1 h 1 min"],
    [90_000, "1 d 1 h"],
    [-5, "0 s"],
  ])("shows %d as %s", (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});

describe("formatRange", () => {
  it.each([
    [5, 8, "5 to 8 s"],
    [300, 480, "5 to 8 min"],
    [301, 302, "5 to 6 min"],
    [300, 300, "5 min"],
    [10, 600, "up to 10 min"],
    [3 * 3600, 5 * 3600, "3 to 5 h"],
    [86_400, 4 * 86_400, "1 to 4 d"],
  ])("shows %d to %d seconds as %s", (least, most, text) => {
    expect(formatRange(least, most)).toBe(text);
  });
});

describe("formatRelative", () => {
  const now = new Date("2026-03-01T12:00:00Z");
  it.each([
    ["2026-03-01T11:59:55Z", "just now"],
    ["2026-03-01T12:00:05Z", "just now"],
    ["2026-03-01T11:59:20Z", "40 seconds ago"],
    ["2026-03-01T11:55:00Z", "5 minutes ago"],
    ["2026-03-01T10:00:00Z", "2 hours ago"],
    ["2026-02-28T12:00:00Z", "yesterday"],
    ["2026-03-04T12:00:00Z", "in 3 days"],
    ["2025-03-01T12:00:00Z", "last year"],
  ])("says of %s: %s", (at, text) => {
    expect(formatRelative(new Date(at), now)).toBe(text);
  });
});

describe("formatName", () => {
  it("makes words of a name", () => {
    expect(formatName("SucceededWithErrors")).toBe("Succeeded with errors");
    expect(formatName("ServiceAccount")).toBe("Service account");
  });
});
