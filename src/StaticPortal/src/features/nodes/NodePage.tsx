import { Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Link, Outlet, useParams } from "react-router";
import type { Node } from "@/api/types";
import { paths } from "@/app/paths";
import { command } from "@/ui/command";
import { Identifier } from "@/ui/Identifier";
import { PageHeader } from "@/ui/PageHeader";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { RelativeTime } from "@/ui/RelativeTime";
import { ShowCommand } from "@/ui/ShowCommand";
import { DrainButton } from "./DrainButton";
import { lastSeen } from "./nodeFacts";
import { NodeStatus } from "./NodeStatus";
import { NodeTabs } from "./NodeTabs";
import { useNode } from "./useNode";
import { useNodeRights } from "./useNodeRights";

const refetchEvery = 5_000;

/** A node: what stands over all its tabs, which are screens of their own. */
export function NodePage() {
  const { id = "" } = useParams();
  const { data: node, error, refetch } = useNode(id, refetchEvery);
  return node ? <Shown node={node} error={error} /> : (
    <>
      <PageHeader title="Node" />
      {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <Skeleton h={240} aria-label="Loading the node" />}
    </>
  );
}

function Shown({ node, error }: { readonly node: Node; readonly error: Error | null }) {
  const rights = useNodeRights(node);
  return (
    <>
      <PageHeader title={node.displayName}>
        {rights.change && <DrainButton node={node} />}
        {rights.change && (
          <Button component={Link} to={paths.nodeJoin(node.id)} size="xs" variant="default" leftSection={<IconPlus size={16} aria-hidden />}>
            Add an agent
          </Button>
        )}
        <ShowCommand command={command("node", "show", node.id)} />
      </PageHeader>
      <Stack>
        <Group gap="sm">
          <NodeStatus node={node} />
          <Identifier value={node.id} of="node" />
          {lastSeen(node) !== undefined && !node.online && <Text size="sm" c="dimmed">last seen <RelativeTime at={lastSeen(node)} /></Text>}
        </Group>
        {error && <ProblemAlert error={error} />}
        {node.drainingSince != null && (
          <Alert color="orange" title="This node gets no new work">
            Drained <RelativeTime at={node.drainingSince} />. Its agents finish what they have in hand; transfers that need it wait.
          </Alert>
        )}
        <NodeTabs node={node} rights={rights}><Outlet context={node} /></NodeTabs>
      </Stack>
    </>
  );
}
