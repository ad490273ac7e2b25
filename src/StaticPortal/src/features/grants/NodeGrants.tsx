import { Stack } from "@mantine/core";
import { useOutletContext } from "react-router";
import type { Node } from "@/api/types";
import { EffectiveAccess } from "./EffectiveAccess";
import { GrantList } from "./GrantList";

/** Who else may use a node's store; for who does not look after it, what they themselves may. */
export function NodeGrants() {
  const node = useOutletContext<Node>();
  // The API has no field for it, and shows the access key to exactly those who may manage the node.
  const manage = node.store.accessKey != null;
  return (
    <Stack>
      {manage && <GrantList node={node} />}
      <EffectiveAccess node={node} ofOthers={manage} />
    </Stack>
  );
}
