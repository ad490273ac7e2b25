// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ProblemError } from "../problems";
import { connect, type ConnectionOptions, type ConnectionState } from "./connection";
import type { ServerEvent } from "./parser";

interface Heard {
  readonly events: ServerEvent[];
  readonly states: ConnectionState[];
  readonly refused: ProblemError[];
  readonly ids: (string | undefined)[];
  polls: number;
}

/** Listens with one answer after the other; after the last one the server never answers. */
function listen(answers: (() => Response)[]): Heard & { close: () => void } {
  const heard: Heard = { events: [], states: [], refused: [], ids: [], polls: 0 };
  const options: ConnectionOptions = {
    open: (id, signal) => {
      heard.ids.push(id);
      const next = answers.shift();
      return next
        ? Promise.resolve().then(next)
        : new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
    },
    poll: () => {
      heard.polls++;
      return Promise.resolve();
    },
    onEvent: (event) => heard.events.push(event),
    onState: (state) => heard.states.push(state),
    onRefused: (error) => heard.refused.push(error),
  };
  return Object.assign(heard, { close: connect(options) });
}

const stream = (text: string) => () => new Response(text, { headers: { "content-type": "text/event-stream" } });
const broken = () => {
  throw new TypeError("Failed to fetch");
};

describe("connect", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("opens a stream that ended again, with the last id", async () => {
    const heard = listen([stream("id: 4\nevent: transfer\ndata: a\n\n"), stream("id: 5\nevent: transfer\ndata: b\n\n")]);
    await vi.advanceTimersByTimeAsync(2_000);
    heard.close();
    expect(heard.events.map((event) => event.data)).toEqual(["a", "b"]);
    expect(heard.ids.slice(0, 3)).toEqual([undefined, "4", "5"]);
    expect(new Set(heard.states)).toEqual(new Set(["connected"]));
  });

  it("says that it reconnects, and that it is back", async () => {
    const heard = listen([broken, stream("data: a\n\n")]);
    await vi.advanceTimersByTimeAsync(5_000);
    heard.close();
    expect(heard.states.slice(0, 2)).toEqual(["reconnecting", "connected"]);
  });

  it("polls each 3 s after three failures, until a stream delivers", async () => {
    const heard = listen([broken, broken, broken, broken, stream("data: a\n\n")]);
    await vi.advanceTimersByTimeAsync(60_000);
    heard.close();
    expect(heard.states.slice(0, 4)).toEqual(["reconnecting", "reconnecting", "polling", "connected"]);
    expect(heard.polls).toBeGreaterThanOrEqual(2);
    const polls = heard.polls;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(heard.polls).toBe(polls);
  });

  it("waits as long as the server asks", async () => {
    const busy = () => new Response("{}", { status: 429, headers: { "retry-after": "20" } });
    const heard = listen([busy]);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(heard.ids).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(heard.ids).toHaveLength(2);
    heard.close();
  });

  it("ends when there is nothing to listen to", async () => {
    const heard = listen([() => new Response("{\"title\":\"No such transfer\"}", { status: 404 })]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard.refused.map((error) => error.problem.title)).toEqual(["No such transfer"]);
    expect(heard.ids).toHaveLength(1);
    heard.close();
  });

  it("gives up a connection on which nothing comes", async () => {
    const silent = () => new Response(new ReadableStream());
    const heard = listen([silent]);
    await vi.advanceTimersByTimeAsync(44_000);
    expect(heard.states).toEqual(["connected"]);
    await vi.advanceTimersByTimeAsync(3_000);
    heard.close();
    expect(heard.states).toContain("reconnecting");
  });

  it("does nothing more once it is closed", async () => {
    const heard = listen([]);
    heard.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard.ids).toHaveLength(1);
    expect(heard.states).toEqual([]);
  });
});
