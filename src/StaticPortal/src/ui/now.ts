import { useSyncExternalStore } from "react";

/** One clock for all relative times of the page: they change together, each ten seconds. */
const tick = 10_000;
const listeners = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    // It stood still while nobody looked.
    now = new Date();
  }

  timer ??= setInterval(() => {
    now = new Date();
    listeners.forEach((told) => told());
  }, tick);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The present moment, within ten seconds. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}
