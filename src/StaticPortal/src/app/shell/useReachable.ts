import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isUnreachable } from "@/api/problems";

/** Whether the control plane answered when it was asked last. */
export function useReachable(): boolean {
  const queries = useQueryClient();
  const [reachable, setReachable] = useState(() => navigator.onLine);

  useEffect(() => {
    const cache = queries.getQueryCache();
    const stop = cache.subscribe((event) => {
      if (event.type !== "updated") return;
      // "failed" is an attempt that will be repeated, "error" the last one.
      if (event.action.type === "failed" || event.action.type === "error") {
        setReachable(!isUnreachable(event.action.error));
      } else if (event.action.type === "success") {
        setReachable(true);
      }
    });
    const lost = () => setReachable(false);
    const back = () => void queries.invalidateQueries();
    window.addEventListener("offline", lost);
    window.addEventListener("online", back);
    return () => {
      stop();
      window.removeEventListener("offline", lost);
      window.removeEventListener("online", back);
    };
  }, [queries]);

  return reachable;
}
