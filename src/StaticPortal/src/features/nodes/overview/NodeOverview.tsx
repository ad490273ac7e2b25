import { Stack } from "@mantine/core";
import { useOutletContext } from "react-router";
import type { Node } from "@/api/types";
import { BandwidthSection } from "../bandwidth/BandwidthSection";
import { OpenCodes } from "../OpenCodes";
import { useNodeRights } from "../useNodeRights";
import { Agents } from "./Agents";
import { NodeFacts } from "./NodeFacts";
import { RevokedAgents } from "./RevokedAgents";

/** How a node is, and its agents. */
export function NodeOverview() {
  const node = useOutletContext<Node>();
  const rights = useNodeRights(node);
  return (
    <Stack>
      <NodeFacts node={node} />
      <Agents node={node} rights={rights} />
      {rights.change && <OpenCodes node={node} />}
      <BandwidthSection node={node} rights={rights} />
      <RevokedAgents node={node} />
    </Stack>
  );
}
