import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { StartForm } from "./form";
import { keysOf, storeKeys } from "./keyList";
import type { Plan } from "./plan";
import { needsKeyList, scheduleOf, transferOf } from "./request";

/** What was made: a transfer, or a schedule. */
export interface Started {
  readonly id: string;
  readonly isSchedule: boolean;
}

/** Starts what the drawer says. Counts the keys while folders are listed for a list. */
export function useStart(plan: Plan, onStarted: (started: Started) => void) {
  const api = useApi();
  const queries = useQueryClient();
  const [counted, setCounted] = useState<number>();
  const key = useRef({ of: "", value: "" });
  const off = useRef<AbortController>(undefined);
  useEffect(() => () => off.current?.abort(), []);

  const start = useMutation({
    mutationFn: async (form: StartForm): Promise<Started> => {
      const { signal } = off.current = new AbortController();
      const keyList = needsKeyList(plan, form)
        ? await storeKeys(api, await keysOf(api, plan, signal, setCounted), signal)
        : undefined;
      const transfer = transferOf(plan, form, keyList);
      const body = form.when === "now" ? transfer : scheduleOf(transfer, form);
      // Sent again after an answer that was lost, the same request starts nothing twice; a changed one is another.
      const of = JSON.stringify(body);
      if (key.current.of !== of) key.current = { of, value: crypto.randomUUID() };
      const params = { header: { "Idempotency-Key": key.current.value } };
      const { id } = "transfer" in body
        ? await content(api.POST("/api/v1/schedules", { params, body, signal }))
        : await content(api.POST("/api/v1/transfers", { params, body, signal }));
      return { id, isSchedule: form.when !== "now" };
    },
    onSuccess: (started) => {
      void queries.invalidateQueries({ queryKey: [started.isSchedule ? "schedules" : "transfers"] });
      onStarted(started);
    },
    onSettled: () => setCounted(undefined),
  });
  return { ...start, counted };
}
