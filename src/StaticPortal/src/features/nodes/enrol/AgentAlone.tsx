import { Alert, Button, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { IconClockX, IconKey } from "@tabler/icons-react";
import { content } from "@/api/client";
import { useApi, useApiAccess } from "@/api/context";
import type { Node } from "@/api/types";
import { CommandBlock } from "@/ui/CommandBlock";
import { Duration } from "@/ui/Duration";
import { useNow } from "@/ui/now";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { SecretOnce } from "@/ui/SecretOnce";
import { useOpenCodes } from "../useOpenCodes";
import { agentCommand } from "./joining";

/** A one-time code, and the command that starts an agent with it. */
export function AgentAlone({ node }: { readonly node: Node }) {
  const api = useApi();
  const { base } = useApiAccess();
  const queries = useQueryClient();
  const now = useNow();
  const make = useMutation({
    mutationFn: () => content(api.POST("/api/v1/nodes/{id}/enrollments", { params: { path: { id: node.id } } })),
    gcTime: 0,
    onSettled: () => queries.invalidateQueries({ queryKey: ["codes", node.id] }),
  });
  const { data: open } = useOpenCodes(node);
  const code = make.data;
  // The list is as new as the code: the mutation waits for it.
  const gone = open !== undefined && !open.items.some((one) => one.id === code?.id);
  const left = code ? (Date.parse(code.expiresAt) - now.getTime()) / 1000 : 0;
  return (
    <Stack gap="sm">
      <Text size="sm">
        For a site that runs the agent its own way: as a service, in Kubernetes, or in a compose file of its own
        (<code>ENROLLMENT_CODE</code> in <code>.env</code>).
      </Text>
      {code && left > 0 && !gone && (
        <>
          <SecretOnce what="one-time code" secret={code.code} />
          <Text size="sm">Good for one agent. Expires in <Duration seconds={left} />.</Text>
          <Text size="sm" fw={500}>In a terminal at the site:</Text>
          <CommandBlock what="command that starts the agent" text={agentCommand(base || window.location.origin, code.code)} />
        </>
      )}
      {code && left > 0 && gone && <Text size="sm">The code was used or revoked. Another agent takes another code.</Text>}
      {code && left <= 0 && <Alert color="orange" icon={<IconClockX aria-hidden />} title="The code has expired">Make a new one.</Alert>}
      {make.error && <ProblemAlert error={make.error} />}
      <div>
        <Button variant={code ? "default" : "filled"} leftSection={<IconKey size={18} aria-hidden />} loading={make.isPending} onClick={() => make.mutate()}>
          {code ? "Make a new code" : "Make a one-time code"}
        </Button>
      </div>
    </Stack>
  );
}
