import { Text } from "@mantine/core";
import type { Node } from "@/api/types";
import { Bytes } from "@/ui/Bytes";
import { storeSpace } from "./nodeFacts";

/** Room at the store, as far as the person may know it and an agent can tell. */
export function FreeSpace({ node }: { readonly node: Node }) {
  const space = storeSpace(node);
  return space === undefined
    ? <Text size="sm" c="dimmed" title="No agent was told where the store's disk is, or only its owner sees it.">Not known</Text>
    : <Text size="sm"><Bytes value={space.freeBytes} /> of <Bytes value={space.totalBytes} /></Text>;
}
