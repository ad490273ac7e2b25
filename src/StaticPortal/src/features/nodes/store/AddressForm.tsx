import { Alert, Button, Group, Stack } from "@mantine/core";
import type { Node } from "@/api/types";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { StoreFields } from "./StoreFields";
import { useStoreForm } from "./useStoreForm";

interface Props {
  readonly node: Node;
  readonly onDone: () => void;
}

/** Puts another store in the place of a node's: the keys belong to it, so they are entered with it. */
export function AddressForm({ node: { store, ...node }, onDone }: Props) {
  const form = useStoreForm({ ...node, store }, "all", onDone, {
    endpoint: store.endpoint.replace(/\/$/, ""),
    region: store.region,
    addressing: store.addressing,
    accessKey: store.accessKey ?? "",
    probeBucket: node.probe?.bucket ?? "",
  });
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <Alert color="orange" title="This replaces all that was entered of the store">
          Secret key{store.caCertificates ? " and CA certificates" : ""} have to be entered again. What a probe found is forgotten, because it
          may be another store. Transfers under way go on with the old address until their present step has ended.
        </Alert>
        <StoreFields draft={form.draft} faults={form.faults} onChange={form.onChange} />
        {form.error && <ProblemAlert error={form.error} />}
        <Group justify="flex-end"><Button type="submit" loading={form.isPending}>Replace the store</Button></Group>
      </Stack>
    </form>
  );
}
