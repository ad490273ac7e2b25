import { Button, Grid, Group, Skeleton, Stack } from "@mantine/core";
import { Link, useParams } from "react-router";
import type { Node } from "@/api/types";
import { paths } from "@/app/paths";
import { command } from "@/ui/command";
import { PageHeader } from "@/ui/PageHeader";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { ShowCommand } from "@/ui/ShowCommand";
import { OpenCodes } from "../OpenCodes";
import { NotYours } from "../NotYours";
import { useNode } from "../useNode";
import { useNodeRights } from "../useNodeRights";
import { BringAgent } from "./BringAgent";
import { FirstProbe } from "./FirstProbe";
import { JoinStatus } from "./JoinStatus";
import { useKnownAgents } from "./useKnownAgents";
import { WizardSteps } from "./WizardSteps";

/** Often enough that "connected" comes as a surprise. */
const lookEvery = 2_000;

/** The last step of adding a node, and how a further agent joins one. Can be left and come back to. */
export function JoinPage() {
  const { id = "" } = useParams();
  const { data: node, error, refetch } = useNode(id, lookEvery);
  return node ? <Shown key={id} node={node} error={error} /> : (
    <>
      <PageHeader title="Join a node" />
      {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <Skeleton h={240} aria-label="Loading the node" />}
    </>
  );
}

function Shown({ node, error }: { readonly node: Node; readonly error: Error | null }) {
  const known = useKnownAgents(node);
  const { change } = useNodeRights(node);
  const another = known.size > 0;
  return (
    <>
      <PageHeader title={another ? `Add an agent to ${node.displayName}` : `Join ${node.displayName}`}>
        <ShowCommand command={command("node", "bundle", node.id, "--output", `dtnbox-${node.id}.zip`)} />
      </PageHeader>
      {!another && <WizardSteps here="Join" />}
      {error && <ProblemAlert error={error} />}
      {change ? (
        <Grid>
          <Grid.Col span={{ base: 12, md: 7 }}><Stack><BringAgent node={node} /><OpenCodes node={node} /></Stack></Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack>
              <JoinStatus node={node} known={known} />
              <FirstProbe node={node} />
              <Group justify="flex-end">
                <Button component={Link} to={paths.nodeGrants(node.id)} variant="default">Share its store</Button>
                <Button component={Link} to={paths.node(node.id)} variant={node.online ? "filled" : "default"}>Go to the node</Button>
              </Group>
            </Stack>
          </Grid.Col>
        </Grid>
      ) : <NotYours node={node} />}
    </>
  );
}
