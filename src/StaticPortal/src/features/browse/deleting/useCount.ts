import { useEffect, useState } from "react";
import { useApi } from "@/api/context";
import { walk } from "../listing/walk";
import type { Place } from "../place";
import type { Targets } from "../targets";

export interface Counted {
  readonly objects: number;
  readonly bytes: number;
  readonly isComplete: boolean;
}

/** Counts what is under the prefixes of a selection, for as long as somebody looks at the figure. */
export function useCount(place: Place, targets: Targets): Counted {
  const api = useApi();
  const [under, setUnder] = useState({ objects: 0, bytes: 0, isComplete: targets.prefixes.length === 0 });
  useEffect(() => {
    const off = new AbortController();
    const count = async () => {
      let objects = 0;
      let bytes = 0;
      for (const prefix of targets.prefixes) {
        for await (const page of walk(api, { ...place, prefix }, off.signal)) {
          objects += page.length;
          bytes += page.reduce((sum, { size }) => sum + size, 0);
          setUnder({ objects, bytes, isComplete: false });
        }
      }

      setUnder({ objects, bytes, isComplete: true });
    };
    // A count that cannot be had is not the question here: it stays at "so far", and deleting says what is wrong.
    count().catch(() => undefined);
    return () => off.abort();
  }, [api, place, targets]);
  return { ...under, objects: under.objects + targets.keys.length };
}
