import { type Api, content } from "@/api/client";
import { walk } from "../listing/walk";
import type { Plan } from "./plan";

/** The selected keys without the source's prefix: the objects, and what lies in the folders at this moment. */
export async function keysOf(api: Api, { source, take }: Plan, signal: AbortSignal, onCount: (keys: number) => void): Promise<string[]> {
  if (take.kind === "all") return [];
  const keys = [...take.objects];
  for (const folder of take.folders) {
    const place = { node: source.nodeId, bucket: source.bucket, prefix: source.prefix + folder };
    for await (const objects of walk(api, place, signal)) {
      for (const { key } of objects) keys.push(key.slice(source.prefix.length));
      onCount(keys.length);
    }
  }

  return keys;
}

/** Stores a list of keys and gives its id. The same keys give the same list. */
export async function storeKeys(api: Api, keys: readonly string[], signal: AbortSignal): Promise<string> {
  const lines = keys.map((key) => `${JSON.stringify(key)}\n`).join("");
  const { id } = await content(api.POST("/api/v1/key-lists", {
    body: lines,
    bodySerializer: (text: string) => text,
    headers: { "Content-Type": "application/x-ndjson" },
    signal,
  })) as { id: string };
  return id;
}
