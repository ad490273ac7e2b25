import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useApi } from "@/api/context";
import type { Place } from "../place";
import { fetchEntries } from "./fetchEntries";
import { FolderListing, type ListingState } from "./FolderListing";

export interface Listing extends ListingState {
  readonly more: () => void;
  readonly all: () => void;
  readonly pause: () => void;
  /** Lists anew from the beginning. */
  readonly refresh: () => void;
}

const idle = new FolderListing(() => Promise.resolve({ entries: [], next: undefined }));

/** What is at a place; asks for its first page at once. */
export function useListing({ node, bucket, prefix }: Place): Listing {
  const api = useApi();
  const [generation, setGeneration] = useState(0);
  const listing = useMemo(
    () => (node === "" ? idle : new FolderListing((after, signal) => fetchEntries(api, { node, bucket, prefix }, after, signal))),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new generation is a new listing of the same place
    [api, node, bucket, prefix, generation],
  );
  useEffect(() => {
    if (listing !== idle) listing.more();
    return listing.stop;
  }, [listing]);
  const state = useSyncExternalStore(listing.subscribe, listing.snapshot);
  return { ...state, more: listing.more, all: listing.all, pause: listing.pause, refresh: () => setGeneration((before) => before + 1) };
}
