import type { Location, Transfer } from "@/api/types";

/** The folders that an object of a transfer lies in: where it comes from, and where it goes. */
export function foldersOf({ source, destination }: Pick<Transfer, "source" | "destination">, key: string): readonly [Location, Location] {
  const folder = key.slice(0, key.lastIndexOf("/") + 1);
  // A prefix may end within a name; its folder is then above what the transfer takes, and may be nobody's to see.
  const below = folder.startsWith(source.prefix) ? folder.slice(source.prefix.length) : "";
  return [{ ...source, prefix: source.prefix + below }, { ...destination, prefix: destination.prefix + below }];
}
