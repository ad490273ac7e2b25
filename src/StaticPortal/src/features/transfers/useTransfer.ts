import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { content } from "@/api/client";
import { useApiAccess } from "@/api/context";
import { connect, type ConnectionState } from "@/api/events/connection";
import { openStream } from "@/api/events/stream";
import type { Transfer } from "@/api/types";
import { merge } from "./monotonic";

/** How often is asked where no stream is to be had. */
const pollEvery = 3_000;

/** A transfer with its live figures, and how they come. */
export function useTransfer(id: string) {
  const access = useApiAccess();
  const queries = useQueryClient();
  const [connection, setConnection] = useState<ConnectionState>("reconnecting");
  const [refusedFor, setRefusedFor] = useState<string>();
  const refused = refusedFor === id;

  const query = useQuery({
    queryKey: ["transfer", id],
    queryFn: async ({ signal }) => {
      const next = await content(access.api.GET("/api/v1/transfers/{id}", { params: { path: { id } }, signal }));
      return merge(queries.getQueryData<Transfer>(["transfer", id]), next);
    },
    refetchInterval: ({ state }) => (refused && state.error === null ? pollEvery : false),
  });

  useEffect(() => {
    const key = ["transfer", id];
    return connect({
      open: (lastEventId, signal) => openStream(access, `/api/v1/transfers/${encodeURIComponent(id)}/events`, lastEventId, signal),
      poll: async (signal) => {
        const next = await content(access.api.GET("/api/v1/transfers/{id}", { params: { path: { id } }, signal }));
        queries.setQueryData<Transfer>(key, (shown) => merge(shown, next));
      },
      onEvent: ({ name, data }) => {
        if (name === "transfer") {
          queries.setQueryData<Transfer>(key, (shown) => merge(shown, JSON.parse(data) as Transfer));
        } else if (name === "gone") {
          // Asking again says in words what happened.
          void queries.invalidateQueries({ queryKey: key });
        }
      },
      onState: setConnection,
      onRefused: () => {
        setRefusedFor(id);
        setConnection("polling");
        void queries.invalidateQueries({ queryKey: key });
      },
    });
  }, [access, id, queries]);

  return { ...query, connection };
}
