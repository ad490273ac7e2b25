import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useApi } from "@/api/context";
import type { Entry } from "../entries";
import { type Place, placeText } from "../place";
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
  const key = placeText({ node, bucket, prefix });
  const [refreshed, setRefreshed] = useState<{ readonly key: string; readonly entries: readonly Entry[] }>();
  const listing = useMemo(
    () => (node === "" ? idle : new FolderListing(
      (after, signal) => fetchEntries(api, { node, bucket, prefix }, after, signal),
      refreshed?.key === key ? refreshed.entries : [],
    )),
    [api, node, bucket, prefix, key, refreshed],
  );
  useEffect(() => {
    if (listing !== idle) listing.more();
    return listing.stop;
  }, [listing]);
  const state = useSyncExternalStore(listing.subscribe, listing.snapshot);
  return {
    ...state,
    more: listing.more,
    all: listing.all,
    pause: listing.pause,
    refresh: () => setRefreshed({ key, entries: state.entries }),
  };
}
