import { expect, it, vi } from "vitest";
import { ProblemError, problemOf } from "@/api/problems";
import type { Entry } from "../entries";
import { type EntryPage, FolderListing } from "./FolderListing";

const entry = (key: string): Entry => ({ kind: "object", key, name: key, size: 1 });

/** Answers with the numbered pages, each with one object. */
function pages(count: number) {
  return vi.fn((after: string | undefined): Promise<EntryPage> => {
    const page = Number(after ?? 0);
    return Promise.resolve({ entries: [entry(`k${page}`)], next: page + 1 < count ? `${page + 1}` : undefined });
  });
}

const keys = (listing: FolderListing) => listing.snapshot().entries.map(({ key }) => key);

it("adds a page when more is asked for, and none after the last", async () => {
  const fetchEntries = pages(2);
  const listing = new FolderListing(fetchEntries);
  expect(listing.snapshot().isPending).toBe(true);
  listing.more();
  listing.more();
  await vi.waitFor(() => expect(listing.snapshot().isLoading).toBe(false));
  expect(keys(listing)).toEqual(["k0"]);
  listing.more();
  await vi.waitFor(() => expect(listing.snapshot().isComplete).toBe(true));
  listing.more();
  expect(keys(listing)).toEqual(["k0", "k1"]);
  expect(fetchEntries).toHaveBeenCalledTimes(2);
});

it("goes on to the end, also when the page before is still under way", async () => {
  const listing = new FolderListing(pages(5));
  listing.more();
  listing.all();
  await vi.waitFor(() => expect(listing.snapshot().isComplete).toBe(true));
  expect(keys(listing)).toHaveLength(5);
});

it("is asked again after it was stopped, and nothing comes twice", async () => {
  const listing = new FolderListing(pages(2));
  listing.more();
  listing.stop();
  listing.all();
  await vi.waitFor(() => expect(listing.snapshot().isComplete).toBe(true));
  expect(keys(listing)).toEqual(["k0", "k1"]);
});

it("keeps what is here when a page fails, and takes that page up again", async () => {
  const fetchEntries = pages(2);
  const listing = new FolderListing(fetchEntries);
  listing.more();
  await vi.waitFor(() => expect(listing.snapshot().isLoading).toBe(false));
  fetchEntries.mockRejectedValueOnce(new Error("no"));
  listing.all();
  await vi.waitFor(() => expect(listing.snapshot().error).toBeInstanceOf(Error));
  expect(listing.snapshot()).toMatchObject({ isLoading: false, isLoadingAll: false, isComplete: false });
  listing.more();
  await vi.waitFor(() => expect(keys(listing)).toEqual(["k0", "k1"]));
  expect(listing.snapshot().error).toBeUndefined();
});

it("shows what was there before until the first page comes", async () => {
  const listing = new FolderListing(pages(1), [entry("old")]);
  listing.more();
  expect(listing.snapshot()).toMatchObject({ isPending: false, entries: [entry("old")] });
  await vi.waitFor(() => expect(keys(listing)).toEqual(["k0"]));
});

it("waits as long as the control plane says when it asks too often", async () => {
  const busy = problemOf(new Response(null, { status: 429, headers: { "retry-after": "0" } }), {});
  const fetchEntries = pages(1).mockRejectedValueOnce(new ProblemError(busy));
  const listing = new FolderListing(fetchEntries);
  listing.more();
  await vi.waitFor(() => expect(listing.snapshot().isComplete).toBe(true));
  expect(fetchEntries).toHaveBeenCalledTimes(2);
});
