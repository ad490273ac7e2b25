import { keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

/** One page as the API gives it. */
export interface ApiPage<T> {
  readonly items: readonly T[];
  readonly next?: string | null;
}

/** A list that comes in pages: what is here so far, and how to get more. */
export interface Pages<T> {
  readonly items: readonly T[];
  readonly isPending: boolean;
  readonly isLoadingMore: boolean;
  readonly hasMore: boolean;
  readonly error: unknown;
  loadMore(): void;
  reload(): void;
}

interface Options {
  /** How often everything loaded is asked for again, in milliseconds. */
  readonly refetchEvery?: number;
  readonly enabled?: boolean;
}

/**
 * Asks for a list page by page.
 * @param key Names the list and all that it depends on, as for any query.
 * @param fetchPage Gets the page after a mark; no mark for the first.
 */
export function usePages<T>(
  key: QueryKey,
  fetchPage: (after: string | undefined, signal: AbortSignal) => Promise<ApiPage<T>>,
  options: Options = {},
): Pages<T> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: ApiPage<T>) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: options.refetchEvery,
    enabled: options.enabled,
  });
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    isPending: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    error: query.error,
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  };
}
