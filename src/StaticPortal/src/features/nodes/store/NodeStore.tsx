import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useOutletContext } from "react-router";
import type { Node } from "@/api/types";
import { Section } from "@/ui/Section";
import { useNodeRights } from "../useNodeRights";
import { CaCertificates } from "./CaCertificates";
import { openAddressForm, openCaForm, openKeysForm } from "./dialogs";
import { ProbeNow } from "./ProbeNow";
import { ProbeResult } from "./ProbeResult";
import { StoreFacts } from "./StoreFacts";

/** Where a node's store is, the keys to it, and what it can do. */
export function NodeStore() {
  const node = useOutletContext<Node>();
  const { manage, change } = useNodeRights(node);
  const actions = change && (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" onClick={() => openKeysForm(node)}>Replace the keys</Button>
      <Button size="compact-sm" variant="default" onClick={() => openAddressForm(node)}>Change the address</Button>
    </Group>
  );
  return (
    <Stack>
      {node.store.warnings?.map((warning) => (
        <Alert key={warning} color="orange" icon={<IconAlertTriangle aria-hidden />} title="Should be looked at">{warning}</Alert>
      ))}
      <Section title="Address and keys" actions={actions}><StoreFacts node={node} /></Section>
      <Section
        title="CA certificates"
        actions={change && <Button size="compact-sm" variant="default" onClick={() => openCaForm(node)}>{node.store.caCertificates ? "Replace" : "Add"}</Button>}
      >
        <CaCertificates node={node} />
      </Section>
      {manage && (
        <Section title="What the store can do">
          <ProbeResult node={node} />
          {change && <ProbeNow node={node} />}
        </Section>
      )}
    </Stack>
  );
}
