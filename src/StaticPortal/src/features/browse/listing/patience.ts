import { ProblemError } from "@/api/problems";

const mostWaits = 10;

/** Asks again when the answer is "too many requests", as late as it says: long walks through a store meet the limit. */
export async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let waits = 0; ; waits++) {
    signal.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      const seconds = error instanceof ProblemError && error.problem.status === 429 ? error.problem.retryAfterSeconds ?? 5 : undefined;
      if (seconds === undefined || waits === mostWaits) throw error;
      await pause(seconds * 1000, signal);
    }
  }
}

/** Waits; rejects at once when it is called off. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new DOMException("Called off", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
