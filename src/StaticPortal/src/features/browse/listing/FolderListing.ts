import type { Entry } from "../entries";
import { patiently } from "./patience";

export interface EntryPage {
  readonly entries: readonly Entry[];
  readonly next: string | undefined;
}

export type FetchEntries = (after: string | undefined, signal: AbortSignal) => Promise<EntryPage>;

/** What of a folder is here so far. */
export interface ListingState {
  readonly entries: readonly Entry[];
  /** The first page has not come yet. */
  readonly isPending: boolean;
  readonly isLoading: boolean;
  /** It goes on by itself until the end. */
  readonly isLoadingAll: boolean;
  readonly isComplete: boolean;
  readonly error: unknown;
}

/**
 * One folder, loaded page by page; what is loaded stays as it is, and is never asked for again. It is no query of the
 * cache: that asks for all pages again on focus, and compares 100,000 objects with each page that comes.
 */
export class FolderListing {
  private state: ListingState;
  private isStale = true;
  private next: string | undefined;
  private under: AbortController | undefined;
  private readonly listeners = new Set<() => void>();

  /** @param before What the folder had when it was listed last: shown until the first page comes, and then gone. */
  constructor(private readonly fetchEntries: FetchEntries, before: readonly Entry[] = []) {
    this.state = {
      entries: before, isPending: before.length === 0, isLoading: false, isLoadingAll: false, isComplete: false, error: undefined,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): ListingState => this.state;

  /** Gets the next page, if there is one and none is under way. */
  readonly more = (): void => void this.load(false);

  /** Gets page after page, until the end or until pause(). */
  readonly all = (): void => void this.load(true);

  /** Stops going on by itself; what is under way still comes. */
  readonly pause = (): void => this.set({ isLoadingAll: false });

  /** Calls off what is under way. more() takes it up again. */
  readonly stop = (): void => {
    this.under?.abort();
    this.under = undefined;
    this.set({ isLoading: false, isLoadingAll: false });
  };

  private async load(all: boolean): Promise<void> {
    if (this.state.isComplete) return;
    this.set({ isLoadingAll: all || this.state.isLoadingAll, isLoading: true, error: undefined });
    if (this.under) return;

    const under = new AbortController();
    this.under = under;
    try {
      do {
        const page = await patiently(() => this.fetchEntries(this.next, under.signal), under.signal);
        if (under.signal.aborted) return;
        this.next = page.next;
        const before = this.isStale ? [] : this.state.entries;
        this.isStale = false;
        this.set({ entries: [...before, ...page.entries], isPending: false, isComplete: page.next === undefined });
      } while (this.next !== undefined && this.state.isLoadingAll);
    } catch (error) {
      if (!under.signal.aborted) this.set({ error });
    } finally {
      if (this.under === under) {
        this.under = undefined;
        this.set({ isLoading: false, isLoadingAll: false });
      }
    }
  }

  private set(changes: Partial<ListingState>): void {
    this.state = { ...this.state, ...changes };
    this.listeners.forEach((listener) => listener());
  }
}
