import type { Location } from "@/api/types";

/** A location as dtnbox writes it: site:bucket/prefix. */
export function placeText({ nodeId, bucket, prefix }: Location): string {
  return `${nodeId}:${bucket}/${prefix}`;
}
