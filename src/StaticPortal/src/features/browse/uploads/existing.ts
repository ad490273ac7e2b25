import { type Api, content } from "@/api/client";
import { patiently } from "../listing/patience";
import type { Place } from "../place";

const atOnce = 4;

/** Which of the keys are there already. The store is asked: what a pane shows may be old, or not all. */
export async function existingOf(api: Api, place: Place, keys: readonly string[], signal: AbortSignal): Promise<Set<string>> {
  const found = new Set<string>();
  const left = keys.values();
  const look = async () => {
    for (const key of left) {
      const query = { bucket: place.bucket, prefix: key, limit: 1 };
      const page = await patiently(
        () => content(api.GET("/api/v1/nodes/{id}/objects", { params: { path: { id: place.node }, query }, signal })),
        signal,
      );
      // The key itself comes before everything that goes on with other characters.
      if (page.objects[0]?.key === key) found.add(key);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, look));
  return found;
}
