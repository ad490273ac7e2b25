import { useMutation, useQueryClient } from "@tanstack/react-query";
import { content, done } from "@/api/client";
import { useApi } from "@/api/context";
import type { CreateSchedule, Schedule } from "@/api/types";

/** All of a schedule, as changing it wants it. */
export function wholeOf({ transfer, startAt, recurrence, label, enabled }: Schedule): CreateSchedule {
  return { transfer, startAt, recurrence, label, enabled };
}

export function useScheduleChange(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateSchedule) => content(api.PUT("/api/v1/schedules/{id}", { params: { path: { id } }, body })),
    onSuccess: (changed) => queries.setQueryData(["schedules", id], changed),
    onSettled: () => queries.invalidateQueries({ queryKey: ["schedules"], exact: true }),
  });
}

export function useScheduleDeletion(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/schedules/{id}", { params: { path: { id } } })),
    onSuccess: () => {
      queries.removeQueries({ queryKey: ["schedules", id] });
      return queries.invalidateQueries({ queryKey: ["schedules"], exact: true });
    },
  });
}
