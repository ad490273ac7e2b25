import type { Transfer } from "@/api/types";
import { merge } from "./monotonic";
import { shows, type TransferFilter } from "./transferFilter";

/** What the list's stream has told since it was opened. */
export interface LiveList {
  readonly news: ReadonlyMap<string, Transfer>;
  readonly gone: ReadonlySet<string>;
}

export const nothingYet: LiveList = { news: new Map(), gone: new Set() };

export function withTransfer({ news, gone }: LiveList, next: Transfer): LiveList {
  const kept = new Set(gone);
  kept.delete(next.id);
  return { news: new Map(news).set(next.id, merge(news.get(next.id), next)), gone: kept };
}

export function withGone({ news, gone }: LiveList, id: string): LiveList {
  const kept = new Map(news);
  kept.delete(id);
  return { news: kept, gone: new Set(gone).add(id) };
}

/**
 * The list as it is now: pages with the news laid over. What is new and matches comes at its place, newest first (ids say
 * so). One that stopped matching stays where it is, with its new state, until the list is read again: rows that vanish
 * under the pointer are no help. Those after the last row loaded are left to their page.
 */
export function present(loaded: readonly Transfer[], hasMore: boolean, { news, gone }: LiveList, filter: TransferFilter): Transfer[] {
  const last = loaded.at(-1)?.id;
  const known = new Set(loaded.map(({ id }) => id));
  const added = [...news.values()].filter((next) => !known.has(next.id) && shows(filter, next)
    && (!hasMore || last === undefined || next.id < last));
  return [...loaded.map((shown) => merge(shown, news.get(shown.id) ?? shown)), ...added]
    .filter(({ id }) => !gone.has(id))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}
