import { expect, it } from "vitest";
import { summaryOf, throughputOf } from "./throughput";

const samples = Array.from({ length: 11 }, (_, second) => ({ at: second * 1000, copied: second * 100 + (second === 10 ? 500 : 0), work: 0 }));

it("averages over some seconds, so that reports out of step make no spikes", () => {
  const { times, rates } = throughputOf(samples);
  expect(times).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(rates.slice(0, 9)).toEqual(Array(9).fill(100));
  expect(rates[9]).toBe(200);
});

it("says in figures what the chart shows", () => {
  expect(summaryOf(throughputOf(samples))).toEqual({ last: 200, least: 100, most: 200, mean: 110 });
  expect(summaryOf(throughputOf(samples.slice(0, 1)))).toBeUndefined();
});

it("shows no more points than a screen has", () => {
  const many = Array.from({ length: 3000 }, (_, second) => ({ at: second * 1000, copied: second, work: 0 }));
  expect(throughputOf(many).times.length).toBeLessThanOrEqual(601);
});
