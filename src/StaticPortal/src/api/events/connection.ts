import { problemOf, ProblemError } from "../problems";
import { EventParser, type ServerEvent } from "./parser";

/** How the live figures come: by the stream, not at the moment, or by asking again and again. */
export type ConnectionState = "connected" | "reconnecting" | "polling";

export interface ConnectionOptions {
  /** Opens the stream; sends the id of the last event that was seen, if there is one. */
  open(lastEventId: string | undefined, signal: AbortSignal): Promise<Response>;
  /** Gets the present state once, without a stream. */
  poll(signal: AbortSignal): Promise<void>;
  onEvent(event: ServerEvent): void;
  onState(state: ConnectionState): void;
  /** There is nothing to listen to (any more): not found, or not allowed. */
  onRefused(error: ProblemError): void;
}

/** Failures in a row after which polling begins, beside further attempts to get a stream. */
const failuresBeforePolling = 3;
const firstDelay = 500;
const longestDelay = 30_000;
const pollEvery = 3_000;
/** The server sends a comment each 15 s: three missing ones are a dead connection. */
const deadAfter = 45_000;

/**
 * Listens to server-sent events until it is closed.
 *
 * 1. A stream that ends by itself is opened again at once, with the last id: servers end them every few minutes.
 * 2. One that fails is opened again after a delay that doubles, with jitter so that not all browsers come at once.
 * 3. After three failures in a row the present state is polled each 3 s, until a stream delivers again.
 *
 * @returns Closes the connection.
 */
export function connect(options: ConnectionOptions): () => void {
  const closed = new AbortController();
  void listen(options, closed);
  return () => closed.abort();
}

async function listen(options: ConnectionOptions, closed: AbortController): Promise<void> {
  let lastEventId: string | undefined;
  let failures = 0;
  let polling: AbortController | undefined;
  const { signal } = closed;
  signal.addEventListener("abort", () => polling?.abort());

  while (!signal.aborted) {
    let wait: number;
    try {
      await readStream(options, signal, lastEventId, () => {
        failures = 0;
        polling?.abort();
        polling = undefined;
        options.onState("connected");
      }, (event) => {
        lastEventId = event.id === "" ? lastEventId : event.id;
        options.onEvent(event);
      });
      wait = firstDelay;
    } catch (error) {
      if (isAborted(signal)) return;
      if (error instanceof ProblemError && [401, 403, 404].includes(error.problem.status)) {
        polling?.abort();
        options.onRefused(error);
        return;
      }

      failures++;
      const asked = error instanceof ProblemError ? (error.problem.retryAfterSeconds ?? 0) * 1000 : 0;
      wait = Math.max(asked, Math.min(longestDelay, firstDelay * 2 ** failures) * (0.5 + Math.random() / 2));
      if (failures < failuresBeforePolling) {
        options.onState("reconnecting");
      } else if (!polling) {
        polling = new AbortController();
        options.onState("polling");
        void pollOnAndOn(options, polling.signal);
      }
    }

    await delay(wait, signal);
  }
}

/** Reads one stream to its end; throws when it breaks, or when nothing comes for too long. */
async function readStream(
  options: ConnectionOptions,
  closed: AbortSignal,
  lastEventId: string | undefined,
  onOpen: () => void,
  onEvent: (event: ServerEvent) => void,
): Promise<void> {
  const dead = new AbortController();
  const close = () => dead.abort();
  closed.addEventListener("abort", close, { once: true });
  let timer = setTimeout(close, deadAfter);
  try {
    const response = await options.open(lastEventId, dead.signal);
    if (!response.ok || !response.body) {
      throw new ProblemError(problemOf(response, await response.json().catch(() => undefined)));
    }

    onOpen();
    const parser = new EventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream("utf-8", { ignoreBOM: true }), { signal: dead.signal }).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(close, deadAfter);
      parser.push(part.value).forEach(onEvent);
    }
  } finally {
    clearTimeout(timer);
    closed.removeEventListener("abort", close);
    // Also ends a stream that is still open because reading it threw.
    dead.abort();
  }
}

async function pollOnAndOn(options: ConnectionOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await options.poll(signal);
    } catch (error) {
      if (error instanceof ProblemError && [403, 404].includes(error.problem.status) && !isAborted(signal)) {
        options.onRefused(error);
        return;
      }
      // Else the state "polling" says already that something is wrong; the next round tries again.
    }

    await delay(pollEvery, signal);
  }
}

/** A call, so that the compiler does not take the answer from before an await for the present one. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }

    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}
