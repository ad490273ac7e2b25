import { expect, it, vi } from "vitest";
import { createApi } from "@/api/client";
import { deleteAll, type DeletionProgress } from "./deletion";

/** A store that lists 2,500 objects under f/ and refuses to delete one of them. */
function stubStore() {
  const asked: string[][] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const url = new URL(request.url);
    if (request.method === "GET") {
      const from = Number(url.searchParams.get("after") ?? 0);
      const count = Math.min(1000, 2500 - from);
      const objects = Array.from({ length: count }, (_, at) => ({ key: `f/${from + at}`, size: 1 }));
      return Response.json({ folders: [], objects, next: from + count < 2500 ? `${from + count}` : undefined });
    }

    const { keys } = await request.json() as { keys: string[] };
    asked.push(keys);
    const fault = { code: "denied", message: "no", nextStep: "ask" };
    return Response.json({ objects: keys.map((key) => (key === "f/7" ? { key, error: fault } : { key })) });
  });
  return asked;
}

const place = { node: "a", bucket: "data", prefix: "" };

it("deletes single objects in batches, then everything under the folders, and names what is left", async () => {
  const asked = stubStore();
  const steps: DeletionProgress[] = [];
  const keys = Array.from({ length: 1001 }, (_, at) => `k${at}`);
  await deleteAll(createApi("http://x"), place, { keys, prefixes: ["f/"] }, new AbortController().signal, (step) => steps.push(step));
  expect(asked.map((batch) => batch.length)).toEqual([1000, 1, 1000, 1000, 500]);
  expect(steps.at(-1)).toMatchObject({ deleted: 3500, failed: [{ key: "f/7" }] });
});

it("stops where it is called off", async () => {
  const asked = stubStore();
  const off = new AbortController();
  const all = deleteAll(createApi("http://x"), place, { keys: [], prefixes: ["f/"] }, off.signal, () => off.abort());
  await expect(all).rejects.toThrow();
  expect(asked).toHaveLength(1);
});
