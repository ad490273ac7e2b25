import { Button, Group, Stack, Text } from "@mantine/core";
import type { Node } from "@/api/types";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { KeyFields } from "./KeyFields";
import { useStoreForm } from "./useStoreForm";

interface Props {
  readonly node: Node;
  readonly onDone: () => void;
}

/** Replaces the keys of a store, and nothing else. */
export function KeysForm({ node, onDone }: Props) {
  const form = useStoreForm(node, "keys", onDone, { accessKey: node.store.accessKey ?? "" });
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <Text size="sm">Work that begins from then on uses the new keys. Work in hand keeps the old ones: let those work until it has ended.</Text>
        <KeyFields draft={form.draft} faults={form.faults} onChange={form.onChange} />
        {form.error && <ProblemAlert error={form.error} />}
        <Group justify="flex-end"><Button type="submit" loading={form.isPending}>Replace the keys</Button></Group>
      </Stack>
    </form>
  );
}
