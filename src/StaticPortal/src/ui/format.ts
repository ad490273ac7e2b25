/** Figures and times as people read them. All pure; the components beside show them. */

const sizeUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
const bitUnits = ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"];

/** Whether rates are shown in bytes (powers of 1024) or, as networks are measured, in bits (powers of 1000). */
export type RateUnit = "bytes" | "bits";

export function formatBytes(bytes: number): string {
  return scaled(bytes, 1024, sizeUnits);
}

export function formatRate(bytesPerSecond: number, unit: RateUnit): string {
  return unit === "bytes" ? `${formatBytes(bytesPerSecond)}/s` : scaled(bytesPerSecond * 8, 1000, bitUnits);
}

export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** Seconds as the two largest units that matter: "1 h 5 min", "12 s". */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / 3600) % 24, "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return "0 s";
  return parts.slice(first, first + 2).filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`).join(" ");
}

/** A guess with its bounds: "5 to 8 min"; one figure when both bounds read the same. */
export function formatRange(leastSeconds: number, mostSeconds: number): string {
  const [size, unit] = mostSeconds >= 2 * 86_400 ? [86_400, "d"] as const
    : mostSeconds >= 2 * 3600 ? [3600, "h"] as const
    : mostSeconds >= 120 ? [60, "min"] as const
    : [1, "s"] as const;
  const least = Math.max(0, Math.floor(leastSeconds / size));
  const most = Math.max(least, Math.ceil(mostSeconds / size));
  if (least === most) return `${most} ${unit}`;
  return least === 0 ? `up to ${most} ${unit}` : `${least} to ${most} ${unit}`;
}

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** "5 minutes ago", "in 3 days". Within ten seconds, either way, it is "just now": clocks differ. */
export function formatRelative(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const far = Math.abs(seconds);
  if (far < 10) return "just now";
  if (far < 60) return relative.format(Math.round(seconds), "second");
  if (far < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (far < 86_400) return relative.format(Math.round(seconds / 3600), "hour");
  if (far < 30 * 86_400) return relative.format(Math.round(seconds / 86_400), "day");
  return far < 365 * 86_400
    ? relative.format(Math.round(seconds / (30 * 86_400)), "month")
    : relative.format(Math.round(seconds / (365 * 86_400)), "year");
}

/** The time of day to the second. */
export function formatClock(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((figure) => figure.toString().padStart(2, "0")).join(":");
}

/** The moment to the second with its time zone, as ISO 8601 orders it. */
export function formatMoment(at: Date): string {
  const two = (figure: number) => figure.toString().padStart(2, "0");
  const offset = -at.getTimezoneOffset();
  const zone = offset === 0
    ? "UTC"
    : `UTC${offset > 0 ? "+" : "-"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} `
    + `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())} ${zone}`;
}

/** "SucceededWithErrors" as "Succeeded with errors". */
export function formatName(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function scaled(value: number, step: number, units: readonly string[]): string {
  let figure = value;
  let unit = 0;
  // 1023.97 KiB would be shown as 1024 KiB: whatever rounds up to the step takes the next unit.
  while (rounded(figure) >= step && unit < units.length - 1) {
    figure /= step;
    unit++;
  }

  return `${unit === 0 ? Math.round(figure) : figure.toFixed(digits(figure))} ${units[unit] ?? ""}`;
}

/** Three significant digits: 9.99, 99.9, 999. */
function digits(figure: number): number {
  return figure < 9.995 ? 2 : figure < 99.95 ? 1 : 0;
}

function rounded(figure: number): number {
  return Number(figure.toFixed(digits(figure)));
}
