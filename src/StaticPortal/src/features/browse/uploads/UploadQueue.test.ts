// @vitest-environment jsdom

import { expect, it, vi } from "vitest";
import { largestUpload, type NewUpload } from "./upload";
import { UploadQueue } from "./UploadQueue";

const link = { url: "http://store/data/a", method: "PUT", expiresAt: "2026-01-01T00:00:00Z" };

function upload(name: string, size = 10): NewUpload {
  const file = Object.defineProperty(new File(["x"], name), "size", { value: size });
  return { file, place: { node: "a", bucket: "data", prefix: "" }, key: name };
}

/** A queue whose files end when the test says so. */
function queue() {
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const send = vi.fn((_: unknown, { key }: NewUpload, _sent: (bytes: number) => void, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      ends.set(key, { resolve, reject });
      signal.addEventListener("abort", () => reject(new DOMException("off", "AbortError")));
    }));
  const made = new UploadQueue({ sign: () => Promise.resolve(link), send });
  return { made, ends, send, states: () => made.snapshot().map(({ state }) => state) };
}

it("sends two files at once, and the others after them", async () => {
  const { made, ends, states } = queue();
  made.add(["a", "b", "c"].map((name) => upload(name)));
  expect(states()).toEqual(["sending", "sending", "waiting"]);
  await vi.waitFor(() => expect(ends.size).toBe(2));
  ends.get("a")?.resolve();
  await vi.waitFor(() => expect(states()).toEqual(["done", "sending", "sending"]));
});

it("cancels what is sent and what waits, and goes on with others", async () => {
  const { made, ends, states } = queue();
  made.add(["a", "b", "c", "d"].map((name) => upload(name)));
  await vi.waitFor(() => expect(ends.size).toBe(2));
  made.cancel(1);
  made.cancel(3);
  await vi.waitFor(() => expect(states()).toEqual(["cancelled", "sending", "cancelled", "sending"]));
});

it("says why a file failed, with the command that helps when the store gave no answer, and tries again", async () => {
  const { made, ends, states } = queue();
  made.add([upload("a")]);
  await vi.waitFor(() => expect(ends.size).toBe(1));
  ends.get("a")?.reject(new TypeError("network"));
  await vi.waitFor(() => expect(states()).toEqual(["failed"]));
  expect(made.snapshot()[0]?.remedy).toContain("put-bucket-cors --bucket data");
  made.retry(1);
  await vi.waitFor(() => expect(states()).toEqual(["sending"]));
});

it("does not begin with a file that is too large for one piece", () => {
  const { made, send } = queue();
  made.add([upload("big", largestUpload + 1)]);
  expect(made.snapshot()[0]).toMatchObject({ state: "failed", problem: { title: "Too large for a browser" } });
  expect(send).not.toHaveBeenCalled();
});
