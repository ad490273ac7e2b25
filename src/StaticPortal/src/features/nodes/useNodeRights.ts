import type { Node } from "@/api/types";
import { mayAs, useMe } from "@/app/me";

export interface NodeRights {
  /** Sees keys, facts and grants, and gives grants: the owner, and administrators. */
  readonly manage: boolean;
  /** Changes the node; takes the role of an operator on top. */
  readonly change: boolean;
  /** Reads the audit. */
  readonly audit: boolean;
}

/** What the person may do with a node. The control plane decides; this only keeps away what it would refuse. */
export function useNodeRights(node: Node): NodeRights {
  const { user: { role } } = useMe();
  // The API has no field for it, and shows the access key to exactly those who may manage the node.
  const manage = node.store.accessKey != null;
  return { manage, change: manage && mayAs(role, "Operator"), audit: mayAs(role, "Administrator") };
}
