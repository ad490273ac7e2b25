import { Box, Text, useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useRef } from "react";
import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { formatClock, formatRate } from "@/ui/format";
import { useRateUnit } from "@/ui/rateUnit";
import { summaryOf, type Throughput, ticksOf, timeTicks } from "./throughput";

const height = 200;
const colors = {
  light: { line: "#1864ab", fill: "rgba(24, 100, 171, 0.15)", text: "#343a40", grid: "#dee2e6" },
  dark: { line: "#74c0fc", fill: "rgba(116, 192, 252, 0.18)", text: "#c9c9c9", grid: "#424242" },
} as const;

/** The rate over time. It keeps its place from the beginning, and says in words what it shows. */
export function ThroughputChart({ throughput }: { readonly throughput: Throughput }) {
  const { ref, width } = useElementSize();
  const scheme = useComputedColorScheme("light");
  const [unit] = useRateUnit();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<UPlot>(null);
  const shown = useRef(throughput);
  const summary = summaryOf(throughput);
  const rate = (bytes: number) => formatRate(bytes, unit);

  useEffect(() => {
    if (!host.current || width === 0) return;
    const { line, fill, text, grid } = colors[scheme];
    const axis = { stroke: text, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 }, font: "12px system-ui, sans-serif" };
    const made = new UPlot({
      width,
      height,
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      scales: { y: { range: (_, __, most) => [0, Math.max(1024, most * 1.1)] } },
      axes: [
        { ...axis, space: 90, incrs: [...timeTicks], values: (_, ticks) => ticks.map((tick) => formatClock(new Date(tick * 1000))) },
        { ...axis, size: 86, incrs: ticksOf[unit], values: (_, ticks) => ticks.map((tick) => formatRate(tick, unit)) },
      ],
      series: [{}, { stroke: line, fill, width: 2, points: { show: false } }],
    }, [shown.current.times, shown.current.rates], host.current);
    chart.current = made;
    return () => {
      made.destroy();
      chart.current = null;
    };
  }, [width, scheme, unit]);

  useEffect(() => {
    shown.current = throughput;
    chart.current?.setData([throughput.times, throughput.rates]);
  }, [throughput]);

  const words = summary
    ? `Lately ${rate(summary.last)}, on average ${rate(summary.mean)}, between ${rate(summary.least)} and ${rate(summary.most)} since this page has watched. Bytes count when the destination has acknowledged them.`
    : "Nothing was measured yet since this page was opened.";
  return (
    <Box ref={ref}>
      <Box ref={host} h={height} role="img" aria-label={`Throughput over time. ${words}`} />
      <Text size="xs" c="dimmed" mih="2.5em" style={{ fontVariantNumeric: "tabular-nums" }} aria-hidden>{words}</Text>
    </Box>
  );
}
