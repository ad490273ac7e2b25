import { Paper, SimpleGrid, Stack } from "@mantine/core";
import type { Transfer } from "@/api/types";
import { CountersTable } from "./CountersTable";
import { FaultCauses } from "./FaultCauses";
import { Phases } from "./Phases";
import { ProgressFigures } from "./ProgressFigures";
import { TransferFacts } from "./TransferFacts";

export function TransferOverview({ transfer }: { readonly transfer: Transfer }) {
  return (
    <Stack>
      <Phases transfer={transfer} />
      <ProgressFigures transfer={transfer} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Paper withBorder p="md"><CountersTable transfer={transfer} /></Paper>
        <Paper withBorder p="md"><TransferFacts transfer={transfer} /></Paper>
      </SimpleGrid>
      <FaultCauses faults={transfer.faults} />
    </Stack>
  );
}
