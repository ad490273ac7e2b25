import { Group, Select } from "@mantine/core";
import type { TransferState } from "@/api/types";
import { formatName } from "@/ui/format";
import { SearchField } from "@/ui/SearchField";
import { useSearchState } from "@/ui/useSearchState";
import { hasEnded, type TransferFilter } from "./transferFilter";

const states: readonly TransferState[] = [
  "Queued", "Validating", "Probing", "Copying", "Verifying", "Stopping", "Stopped", "Parked", "Failed", "SucceededWithErrors", "Succeeded",
];

/** What the address says that is to be shown. */
export function useTransferFilter(ended: boolean): TransferFilter {
  const [state] = useSearchState("state");
  const [search] = useSearchState("search");
  return { ended, state: states.find((known) => known === state && hasEnded(known) === ended), search };
}

export function TransferFilters({ filter }: { readonly filter: TransferFilter }) {
  const [, setState] = useSearchState("state");
  const offered = states.filter((state) => hasEnded(state) === filter.ended);
  return (
    <Group mb="md" align="end" gap="sm">
      <SearchField name="search" label="Search" placeholder="Label, id or place" />
      <Select
        w={200}
        clearable
        label="State"
        placeholder="All"
        data={offered.map((value) => ({ value, label: formatName(value) }))}
        value={filter.state ?? null}
        onChange={(value) => setState(value ?? undefined)}
      />
    </Group>
  );
}
