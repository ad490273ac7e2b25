import { type Api, content } from "@/api/client";
import { entriesOf } from "../entries";
import type { Place } from "../place";
import type { EntryPage } from "./FolderListing";

const pageSize = 1000;

/** A page of what is at a place: the buckets of a site, or what lies in a folder. */
export async function fetchEntries(api: Api, place: Place, after: string | undefined, signal: AbortSignal): Promise<EntryPage> {
  const path = { id: place.node };
  if (place.bucket === "") {
    const { items } = await content(api.GET("/api/v1/nodes/{id}/buckets", { params: { path }, signal }));
    return {
      entries: items.map(({ name, createdAt }) => ({ kind: "bucket", key: name, name, modifiedAt: createdAt ?? undefined })),
      next: undefined,
    };
  }

  const query = { bucket: place.bucket, prefix: place.prefix, after, limit: pageSize };
  const page = await content(api.GET("/api/v1/nodes/{id}/objects", { params: { path, query }, signal }));
  return { entries: entriesOf(page, place.prefix), next: page.next ?? undefined };
}
