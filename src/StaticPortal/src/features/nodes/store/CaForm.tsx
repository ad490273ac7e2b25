import { Button, Group, Stack, Text } from "@mantine/core";
import type { Node } from "@/api/types";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { CaField } from "./CaField";
import { useStoreForm } from "./useStoreForm";

interface Props {
  readonly node: Node;
  readonly onDone: () => void;
}

/** Replaces the CAs that are trusted for a store. */
export function CaForm({ node, onDone }: Props) {
  const form = useStoreForm(node, "ca", onDone, {});
  const removes = form.draft.caCertificate.trim() === "";
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <Text size="sm">
          Agents trust these CAs for this store, in addition to the system's. All that were entered before are replaced: paste old and new
          together while the store changes over.
        </Text>
        <CaField
          description={node.store.caCertificates ? "Leave it empty to trust only the system's CAs." : "One or more certificates in PEM form."}
          value={form.draft.caCertificate}
          error={form.faults.caCertificate}
          onChange={(caCertificate) => form.onChange({ caCertificate })}
        />
        {form.error && <ProblemAlert error={form.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={form.isPending} color={removes && node.store.caCertificates ? "red" : undefined} disabled={removes && !node.store.caCertificates}>
            {removes && node.store.caCertificates ? "Remove the certificates" : "Trust these"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
