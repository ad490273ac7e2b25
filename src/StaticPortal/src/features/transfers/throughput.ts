import type { RateUnit } from "@/ui/format";
import type { Sample } from "./pace";

/** Times in seconds since 1970 and rates in bytes a second, as uPlot wants them. */
export interface Throughput {
  readonly times: number[];
  readonly rates: number[];
}

/** A rate is an average over about so long, in milliseconds: agents report each second, and not in step with the page. */
const smoothing = 5_000;
const mostPoints = 600;

/** The rates between what was counted; no more points than a screen can show. */
export function throughputOf(samples: readonly Sample[]): Throughput {
  const step = Math.max(1, Math.ceil(samples.length / mostPoints));
  const times: number[] = [];
  const rates: number[] = [];
  let from = 0;
  samples.forEach((now, index) => {
    while (from < index - 1 && now.at - (samples[from + 1]?.at ?? now.at) >= smoothing) from++;
    const past = samples[from];
    if (index === 0 || (index % step !== 0 && index !== samples.length - 1) || !past || now.at <= past.at) return;
    times.push(now.at / 1000);
    rates.push(Math.max(0, 1000 * (now.copied - past.copied) / (now.at - past.at)));
  });
  return { times, rates };
}

/** Steps of the time axis, in seconds. */
export const timeTicks = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900] as const;

/** Steps of the axis that are round figures in a unit: powers of two for bytes, 1, 2 and 5 for bits. */
export const ticksOf: Record<RateUnit, number[]> = {
  bytes: Array.from({ length: 50 }, (_, power) => 2 ** power),
  bits: Array.from({ length: 42 }, (_, index) => ([1, 2, 5][index % 3] ?? 1) * 10 ** Math.floor(index / 3) / 8),
};

/** The chart in a sentence's figures. */
export function summaryOf({ rates }: Throughput): { readonly last: number; readonly least: number; readonly most: number; readonly mean: number } | undefined {
  const last = rates.at(-1);
  return last === undefined ? undefined : {
    last, least: Math.min(...rates), most: Math.max(...rates), mean: rates.reduce((sum, rate) => sum + rate, 0) / rates.length,
  };
}
