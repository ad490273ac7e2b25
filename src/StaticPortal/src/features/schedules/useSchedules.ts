import { useQuery } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Schedule } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";

/** Schedules change when they are due, and nothing tells of it. */
const refetchEvery = 15_000;

export function useSchedules(): Pages<Schedule> {
  const api = useApi();
  return usePages(
    ["schedules"],
    (after, signal) => content(api.GET("/api/v1/schedules", { params: { query: { after, limit: 100 } }, signal })),
    { refetchEvery },
  );
}

export function useSchedule(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: ["schedules", id],
    queryFn: ({ signal }) => content(api.GET("/api/v1/schedules/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.error === null ? refetchEvery : false),
  });
}
