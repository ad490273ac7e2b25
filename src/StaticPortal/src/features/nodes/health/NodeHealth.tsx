import { Alert, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useOutletContext } from "react-router";
import type { Node } from "@/api/types";
import { useNow } from "@/ui/now";
import { presentAgents } from "../nodeFacts";
import { NotYours } from "../NotYours";
import { useNodeRights } from "../useNodeRights";
import { adviceFor } from "./advice";
import { HostFacts } from "./HostFacts";

/** What is not as it should be with a node, and what its machines say of themselves. */
export function NodeHealth() {
  const node = useOutletContext<Node>();
  const now = useNow();
  const { manage } = useNodeRights(node);
  if (!manage) return <NotYours node={node} />;
  const advice = adviceFor(node, now);
  return (
    <Stack>
      {advice.length === 0 && (
        <Alert color="green" icon={<IconCircleCheck aria-hidden />} title="All is well">Nothing that the agents and the store say of themselves needs anybody.</Alert>
      )}
      {advice.map(({ tone, title, todo }) => (
        <Alert key={`${title}: ${todo}`} color={tone === "bad" ? "red" : "orange"} icon={<IconAlertTriangle aria-hidden />} title={title}>
          <Text size="sm">{todo}</Text>
        </Alert>
      ))}
      {presentAgents(node).map((agent) => <HostFacts key={agent.id} agent={agent} />)}
    </Stack>
  );
}
