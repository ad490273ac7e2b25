import { useEffect, useRef, useState } from "react";
import { useApi } from "@/api/context";
import type { Place } from "../place";
import type { Targets } from "../targets";
import { deleteAll, type DeletionProgress } from "./deletion";

export interface Deletion extends DeletionProgress {
  readonly state: "asking" | "running" | "done" | "cancelled" | "failed";
  readonly error: unknown;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** Runs a deletion; it ends with the dialog that shows it. */
export function useDeletion(place: Place, targets: Targets, onChanged: () => void): Deletion {
  const api = useApi();
  const off = useRef<AbortController>(undefined);
  const [state, setState] = useState<Deletion["state"]>("asking");
  const [progress, setProgress] = useState<DeletionProgress>({ deleted: 0, failed: [] });
  const [error, setError] = useState<unknown>();
  useEffect(() => () => off.current?.abort(), []);

  const run = async (under: AbortController) => {
    try {
      await deleteAll(api, place, targets, under.signal, setProgress);
      setState("done");
    } catch (fault) {
      setState(under.signal.aborted ? "cancelled" : "failed");
      setError(under.signal.aborted ? undefined : fault);
    }

    onChanged();
  };
  return {
    ...progress,
    state,
    error,
    start: () => {
      off.current = new AbortController();
      setState("running");
      setError(undefined);
      void run(off.current);
    },
    cancel: () => off.current?.abort(),
  };
}
