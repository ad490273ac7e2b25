import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { User, UserState } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";

/** Who waits appears without a reload. */
const refetchEvery = 15_000;

export function usePeople(state: UserState | undefined): Pages<User> {
  const api = useApi();
  return usePages(
    ["people", state],
    (after, signal) => content(api.GET("/api/v1/users", { params: { query: { state, after } }, signal })),
    { refetchEvery },
  );
}
