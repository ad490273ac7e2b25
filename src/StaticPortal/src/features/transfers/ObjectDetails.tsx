import { Button, Group, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { Transfer, TransferObject } from "@/api/types";
import { CopyButton } from "@/ui/CopyButton";
import { toastDone } from "@/ui/toasts";
import { BrowseObject } from "./BrowseObject";
import { FaultDetails } from "./FaultDetails";
import { isAtRest } from "./orders";
import { useOrder } from "./useOrder";

interface Props {
  readonly transfer: Transfer;
  readonly object: TransferObject;
}

/** All that is known of one object. */
export function ObjectDetails({ transfer, object: { key, sha256, fault, state, notCopied } }: Props) {
  const order = useOrder(transfer.id);
  return (
    <Stack gap="xs" p="xs">
      <Group gap={4} wrap="nowrap" align="start">
        <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>{key}</Text>
        <CopyButton value={key} what="key" />
      </Group>
      {fault != null && <FaultDetails fault={fault} />}
      {sha256 != null && (
        <Group gap={4} wrap="nowrap" align="start">
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>SHA-256 <Text span inherit ff="monospace">{sha256}</Text></Text>
          <CopyButton value={sha256} what="hash" />
        </Group>
      )}
      {notCopied != null && notCopied.length > 0 && <Text size="sm">Copied without its {notCopied.join(", ")}.</Text>}
      <Text size="xs" c="dimmed">Attempt {transfer.attempt} of the transfer.</Text>
      {state === "Failed" && (
        <Group gap="xs">
          {isAtRest(transfer.state) && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={order.isPending}
              onClick={() => order.mutate("retry", { onSuccess: () => toastDone("The objects that failed are tried again.") })}
            >
              Retry what failed ({transfer.totals.objectsFailed})
            </Button>
          )}
          <BrowseObject transfer={transfer} objectKey={key} />
        </Group>
      )}
    </Stack>
  );
}
