import type { FolderPage } from "@/api/types";
import { folderOf } from "./place";

/** One line of a pane. */
export interface Entry {
  readonly kind: "bucket" | "folder" | "object";
  /** The whole key or prefix; of a bucket, its name. */
  readonly key: string;
  /** What it is called in its folder. */
  readonly name: string;
  readonly size?: number;
  readonly modifiedAt?: string;
  readonly eTag?: string;
  readonly storageClass?: string;
}

/** Names an entry in sets: a folder and an object can have the same key. */
export function entryId({ kind, key }: Entry): string {
  return `${kind}:${key}`;
}

/** The lines of one page in the order of the store; the object that stands for the folder itself is none of them. */
export function entriesOf(page: FolderPage, prefix: string): Entry[] {
  const base = folderOf(prefix);
  const folders = page.folders.map((key): Entry => ({ kind: "folder", key, name: key.slice(base.length) }));
  const objects = page.objects.filter(({ key }) => key !== base).map((object): Entry => ({
    kind: "object",
    key: object.key,
    name: object.key.slice(base.length),
    size: object.size,
    modifiedAt: object.modifiedAt ?? undefined,
    eTag: object.eTag ?? undefined,
    storageClass: object.storageClass ?? undefined,
  }));
  return merged(folders, objects);
}

/** Pages come in key order and are only ever added below: rows that somebody looks at never move. */
function merged(folders: readonly Entry[], objects: readonly Entry[]): Entry[] {
  const all: Entry[] = [];
  let next = 0;
  for (const object of objects) {
    for (let folder = folders[next]; folder && folder.key < object.key; folder = folders[++next]) all.push(folder);
    all.push(object);
  }

  return [...all, ...folders.slice(next)];
}
