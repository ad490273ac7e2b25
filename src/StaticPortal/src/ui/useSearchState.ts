import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** A part of the screen's state that lives in the URL, so that it can be linked, reloaded and gone back to. */
export function useSearchState(name: string): [string | undefined, (value: string | undefined) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback((value: string | undefined) => setParams((before) => {
    const after = new URLSearchParams(before);
    if (value === undefined || value === "") after.delete(name);
    else after.set(name, value);
    return after;
  }, { replace: true }), [name, setParams]);
  return [params.get(name) ?? undefined, set];
}
