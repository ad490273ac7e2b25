import { Button, Group, Select } from "@mantine/core";
import { useSearchParams } from "react-router";
import { SearchField } from "@/ui/SearchField";
import { useSearchState } from "@/ui/useSearchState";
import { MomentField } from "./MomentField";
import { outcomes } from "./useAuditQuery";

/** Narrows the audit down; all of it stands in the address. */
export function AuditFilters() {
  const [params, setParams] = useSearchParams();
  const [outcome, setOutcome] = useSearchState("outcome");
  return (
    <Group component="search" align="end" gap="sm" mb="md">
      <SearchField name="actor" label="Who" placeholder="u-0123…" />
      <SearchField name="action" label="Action begins with" placeholder="node." />
      <SearchField name="thing" label="To what" placeholder="node:site-a" />
      <Select label="Outcome" placeholder="Any" clearable w={140} data={outcomes} value={outcome ?? null} onChange={(value) => setOutcome(value ?? undefined)} />
      <MomentField name="from" label="From" />
      <MomentField name="until" label="Until" />
      {params.size > 0 && <Button variant="default" onClick={() => setParams({})}>Clear</Button>}
    </Group>
  );
}
