import { type Api, content } from "@/api/client";
import type { FolderPage } from "@/api/types";
import type { Place } from "../place";
import { patiently } from "./patience";

export type Objects = FolderPage["objects"];

/** Everything under a prefix, in folders too, page by page. */
export async function* walk(api: Api, place: Place, signal: AbortSignal): AsyncGenerator<Objects> {
  let after: string | undefined;
  do {
    const query = { bucket: place.bucket, prefix: place.prefix, after, limit: 1000, recursive: true };
    const page = await patiently(
      () => content(api.GET("/api/v1/nodes/{id}/objects", { params: { path: { id: place.node }, query }, signal })),
      signal,
    );
    yield page.objects;
    after = page.next ?? undefined;
  } while (after !== undefined);
}
