/** Units that caps are entered in; networks are bought in bits. */
export const rateUnits = { "kbit/s": 125, "Mbit/s": 125_000, "Gbit/s": 125_000_000, "MiB/s": 1024 ** 2, "B/s": 1 } as const;

export type EnteredUnit = keyof typeof rateUnits;

export interface EnteredRate {
  readonly figure: number | "";
  readonly unit: EnteredUnit;
}

const least = 1024;
const most = 2 ** 50;

/** In bytes per second, as the API takes it; null for no cap. */
export function bytesPerSecondOf({ figure, unit }: EnteredRate): number | null {
  return figure === "" ? null : Math.round(figure * rateUnits[unit]);
}

/** The largest unit in which the rate is a whole number, so that it reads as it was entered. */
export function enteredRate(bytesPerSecond: number | null | undefined): EnteredRate {
  if (bytesPerSecond == null) return { figure: "", unit: "Mbit/s" };
  const unit = (["Gbit/s", "Mbit/s", "MiB/s", "kbit/s"] as const).find((one) => bytesPerSecond % rateUnits[one] === 0) ?? "B/s";
  return { figure: bytesPerSecond / rateUnits[unit], unit };
}

export function rateFault(rate: EnteredRate): string | undefined {
  const bytes = bytesPerSecondOf(rate);
  return bytes === null || (bytes >= least && bytes <= most) ? undefined : "Give 1 KiB/s to 1 PiB/s, or leave it empty for no cap.";
}

/** "50 Mbit/s", "no cap". */
export function rateText(bytesPerSecond: number | null | undefined): string {
  const { figure, unit } = enteredRate(bytesPerSecond);
  return figure === "" ? "no cap" : `${figure.toLocaleString("en")} ${unit}`;
}
