import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { CreateGrant, Grant, Node } from "@/api/types";
import { paths } from "@/app/paths";
import { CommandBlock } from "@/ui/CommandBlock";
import { message } from "./grantDraft";

interface Props {
  readonly node: Node;
  readonly requests: readonly CreateGrant[];
  readonly given: readonly Grant[];
  readonly onDone: () => void;
}

/** The right is given; what is left is to tell whoever has it, because DtnBox writes to nobody. */
export function Given({ node, requests, given, onDone }: Props) {
  const warnings = [...new Set(given.flatMap((grant) => grant.warning ?? []))];
  return (
    <Stack>
      <Alert color="green" role="status" icon={<IconCheck aria-hidden />} title="The right is given">It holds from now on. Tell them, for DtnBox sends no mail:</Alert>
      <CommandBlock what="message" text={message(node.id, requests, `${window.location.origin}${paths.shared}`)} />
      {warnings.map((warning) => <Text key={warning} size="sm">{warning}</Text>)}
      <Group justify="flex-end"><Button data-autofocus onClick={onDone}>Done</Button></Group>
    </Stack>
  );
}
