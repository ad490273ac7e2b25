import { useEffect, useRef } from "react";
import { folderOf } from "../place";
import type { PaneState } from "../usePane";
import { isUnderWay } from "./upload";
import { useUploads } from "./useUploads";

/** Lists a pane anew when the last file that was on its way there is over. */
export function useRefreshAfterUploads({ place, listing }: PaneState): void {
  const here = useUploads().filter((upload) =>
    upload.place.node === place.node && upload.place.bucket === place.bucket && upload.key.startsWith(folderOf(place.prefix)));
  const done = here.filter(({ state }) => state === "done").length;
  const busy = here.some(isUnderWay);
  const seen = useRef(done);
  const refresh = useRef(listing.refresh);
  useEffect(() => {
    refresh.current = listing.refresh;
  });
  useEffect(() => {
    if (!busy && done > seen.current) refresh.current();
    if (!busy) seen.current = done;
  }, [busy, done]);
}
