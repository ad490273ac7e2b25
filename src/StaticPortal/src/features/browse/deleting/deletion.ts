import { type Api, content } from "@/api/client";
import type { ObjectDeletion } from "@/api/types";
import { patiently } from "../listing/patience";
import { walk } from "../listing/walk";
import type { Place } from "../place";
import type { Targets } from "../targets";

/** The most that the API deletes at once. */
const batchSize = 1000;

export interface DeletionProgress {
  readonly deleted: number;
  readonly failed: readonly ObjectDeletion[];
}

/** Deletes objects, and everything under prefixes, batch by batch; tells after each how far it is. */
export async function deleteAll(
  api: Api, place: Place, targets: Targets, signal: AbortSignal, onProgress: (progress: DeletionProgress) => void,
): Promise<void> {
  let progress: DeletionProgress = { deleted: 0, failed: [] };
  const remove = async (keys: readonly string[]) => {
    const { objects } = await patiently(() => content(api.POST("/api/v1/nodes/{id}/objects/delete", {
      params: { path: { id: place.node } }, body: { bucket: place.bucket, keys: [...keys] }, signal,
    })), signal);
    const failed = objects.filter(({ error }) => error != null);
    progress = { deleted: progress.deleted + objects.length - failed.length, failed: [...progress.failed, ...failed] };
    onProgress(progress);
  };

  for (let start = 0; start < targets.keys.length; start += batchSize) {
    await remove(targets.keys.slice(start, start + batchSize));
  }

  for (const prefix of targets.prefixes) {
    // What is listed is gone before the next page is asked for; pages are marked by key, so none is left out.
    for await (const objects of walk(api, { ...place, prefix }, signal)) {
      if (objects.length > 0) await remove(objects.map(({ key }) => key));
    }
  }
}
