import { Text } from "@mantine/core";
import type { Node } from "@/api/types";
import { CopyButton } from "@/ui/CopyButton";
import { Facts } from "@/ui/Facts";
import { RelativeTime } from "@/ui/RelativeTime";

export function StoreFacts({ node: { store } }: { readonly node: Node }) {
  return (
    <Facts
      label="The store"
      rows={[
        ["Address", <span key="address">{store.endpoint} <CopyButton value={store.endpoint} what="store's address" /></span>],
        ["Region", store.region],
        ["Addressing", store.addressing === "Path" ? "Path (store/bucket)" : "Host name (bucket.store)"],
        store.accessKey != null && ["Access key", <Text key="key" size="sm" ff="monospace" span>{store.accessKey}</Text>],
        store.accessKey != null && ["Secret key", <Text key="secret" size="sm" c="dimmed" span>Entered, encrypted, shown to nobody</Text>],
        ["Keys entered", <RelativeTime key="entered" at={store.keysChangedAt} />],
      ]}
    />
  );
}
