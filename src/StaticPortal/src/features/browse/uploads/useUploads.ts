import { useEffect, useSyncExternalStore } from "react";
import { type Api, content } from "@/api/client";
import { useApi } from "@/api/context";
import { sendFile } from "./sendFile";
import { isUnderWay, type Upload } from "./upload";
import { UploadQueue } from "./UploadQueue";

/** One queue for each signed-in client: another person's files are not shown after signing in anew. */
const queues = new WeakMap<Api, UploadQueue>();

export function useUploadQueue(): UploadQueue {
  const api = useApi();
  let queue = queues.get(api);
  if (!queue) {
    queue = new UploadQueue({
      send: sendFile,
      sign: ({ place, key, file }) => content(api.POST("/api/v1/nodes/{id}/objects/links", {
        params: { path: { id: place.node } }, body: { bucket: place.bucket, key, action: "Upload", size: file.size },
      })),
    });
    queues.set(api, queue);
  }

  return queue;
}

/** The uploads, live. While some are under way, the browser asks before the page is left. */
export function useUploads(): readonly Upload[] {
  const queue = useUploadQueue();
  const uploads = useSyncExternalStore(queue.subscribe, queue.snapshot);
  const busy = uploads.some(isUnderWay);
  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [busy]);
  return uploads;
}
