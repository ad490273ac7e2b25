import { Box, Paper, SimpleGrid, Stack } from "@mantine/core";
import type { Transfer } from "@/api/types";
import { CountersTable } from "./CountersTable";
import { FaultCauses } from "./FaultCauses";
import { isAtRest } from "./orders";
import { paceBook } from "./paceBook";
import { PaceText } from "./PaceText";
import { Phases } from "./Phases";
import { ProgressFigures } from "./ProgressFigures";
import { ThroughputPanel } from "./ThroughputPanel";
import { TransferFacts } from "./TransferFacts";

export function TransferOverview({ transfer }: { readonly transfer: Transfer }) {
  // Of one that was at rest when the page was opened, there is no throughput to show.
  const isWatched = !isAtRest(transfer.state) || paceBook.samplesOf(transfer.id).length > 1;
  return (
    <Stack>
      <Phases transfer={transfer} />
      <Box><ProgressFigures transfer={transfer} /><PaceText transfer={transfer} /></Box>
      {isWatched && <ThroughputPanel transfer={transfer} />}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Paper withBorder p="md"><CountersTable transfer={transfer} /></Paper>
        <Paper withBorder p="md"><TransferFacts transfer={transfer} /></Paper>
      </SimpleGrid>
      <FaultCauses transfer={transfer} />
    </Stack>
  );
}
