import { Alert } from "@mantine/core";
import type { Node } from "@/api/types";

/** In place of what only those see who look after a node. */
export function NotYours({ node }: { readonly node: Node }) {
  return (
    <Alert color="orange" title="This is not for you to see or change">
      The owner of {node.displayName} and administrators do this; it also takes the role of an operator. Ask them.
    </Alert>
  );
}
