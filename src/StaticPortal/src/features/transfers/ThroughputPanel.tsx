import { Box, Paper, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { Transfer } from "@/api/types";
import { paceBook } from "./paceBook";
import { throughputOf } from "./throughput";

const ThroughputChart = lazy(async () => ({ default: (await import("./ThroughputChart")).ThroughputChart }));

/** As high as the chart with its words, so that nothing moves when it comes. */
const height = 240;

/** The throughput since this page began to watch the transfer. */
export function ThroughputPanel({ transfer: { id } }: { readonly transfer: Transfer }) {
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h5" mb="xs">Throughput</Title>
      <Suspense fallback={<Box h={height} />}>
        <ThroughputChart throughput={throughputOf(paceBook.samplesOf(id))} />
      </Suspense>
    </Paper>
  );
}
