import { Autocomplete } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Node } from "@/api/types";

interface Props {
  readonly node: Node;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (bucket: string) => void;
}

/** A bucket of the node's store; those that its agent can list are proposed, and any other can be typed. */
export function BucketField({ node, value, error, onChange }: Props) {
  const api = useApi();
  const buckets = useQuery({
    queryKey: ["buckets", node.id],
    queryFn: ({ signal }) => content(api.GET("/api/v1/nodes/{id}/buckets", { params: { path: { id: node.id } }, signal })),
    enabled: node.online,
    retry: false,
  });
  return (
    <Autocomplete
      required
      // In the dialog, where screen readers and the focus are.
      comboboxProps={{ withinPortal: false }}
      label="Bucket"
      description={node.online && !buckets.isError ? undefined : "The store's buckets cannot be listed just now: type the name."}
      value={value}
      error={error}
      data={buckets.data?.items.map((bucket) => bucket.name) ?? []}
      onChange={(typed) => onChange(typed.trim())}
    />
  );
}
