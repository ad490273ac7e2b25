import type { RateUnit } from "../format";

/** Units that caps are entered in, as dtnbox takes them too. B/s is for caps that are no whole number of any other. */
const unitBytes = {
  "kbit/s": 125, "Mbit/s": 125_000, "Gbit/s": 125_000_000, "KiB/s": 1024, "MiB/s": 1024 ** 2, "GiB/s": 1024 ** 3, "B/s": 1,
} as const;

export type EnteredUnit = keyof typeof unitBytes;

export const enteredUnits = Object.keys(unitBytes) as EnteredUnit[];

export interface EnteredRate {
  readonly figure: number | "";
  readonly unit: EnteredUnit;
}

/** Caps are mostly round in bits: networks are bought in them. */
const bySize = ["Gbit/s", "GiB/s", "Mbit/s", "MiB/s", "kbit/s", "KiB/s"] as const;

const least = 1024;
const most = 2 ** 50;

/** No cap, with the unit that the next figure is probably meant in. */
export function noRate(unit: RateUnit): EnteredRate {
  return { figure: "", unit: unit === "bits" ? "Mbit/s" : "MiB/s" };
}

/** In bytes per second, as the API takes it; null for no cap. */
export function bytesPerSecondOf({ figure, unit }: EnteredRate): number | null {
  return figure === "" ? null : Math.round(figure * unitBytes[unit]);
}

/** The largest unit in which the rate is a whole number, so that it reads as it was entered. */
export function enteredRate(bytesPerSecond: number): EnteredRate {
  const unit = bySize.find((one) => bytesPerSecond % unitBytes[one] === 0) ?? "B/s";
  return { figure: bytesPerSecond / unitBytes[unit], unit };
}

export function rateFault(rate: EnteredRate): string | undefined {
  const bytes = bytesPerSecondOf(rate);
  return bytes === null || (bytes >= least && bytes <= most) ? undefined : "Give 1 KiB/s to 1 PiB/s, or leave it empty for no cap.";
}

/** "at most 50 Mbit/s", "no cap". */
export function capText(bytesPerSecond: number | null | undefined): string {
  if (bytesPerSecond == null) return "no cap";
  const { figure, unit } = enteredRate(bytesPerSecond);
  return `at most ${figure.toLocaleString("en")} ${unit}`;
}
