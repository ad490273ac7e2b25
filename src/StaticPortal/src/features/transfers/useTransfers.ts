import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { content } from "@/api/client";
import { useApiAccess } from "@/api/context";
import { connect, type ConnectionState } from "@/api/events/connection";
import { openStream } from "@/api/events/stream";
import type { Transfer } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";
import { type LiveList, nothingYet, present, withGone, withTransfer } from "./liveList";
import type { TransferFilter } from "./transferFilter";

const pageSize = 50;
/** How often is asked where no stream is to be had. */
const pollEvery = 3_000;

/** A list of transfers that changes as they do, and how the news come. */
export function useTransfers(filter: TransferFilter): { pages: Pages<Transfer>; connection: ConnectionState } {
  const access = useApiAccess();
  const queries = useQueryClient();
  const [connection, setConnection] = useState<ConnectionState>("reconnecting");
  const [live, setLive] = useState<LiveList>(nothingYet);
  const [refused, setRefused] = useState(false);
  const { ended, state, search } = filter;

  const pages = usePages(
    ["transfers", ended, state, search],
    (after, signal) => content(access.api.GET("/api/v1/transfers", {
      params: { query: { ended, state: state && [state], search, after, limit: pageSize } }, signal,
    })),
    refused ? { refetchEvery: pollEvery } : {},
  );

  useEffect(() => connect({
    open: (lastEventId, signal) => openStream(access, "/api/v1/transfers/events", lastEventId, signal),
    poll: () => queries.invalidateQueries({ queryKey: ["transfers"] }),
    onEvent: ({ name, data }) => {
      if (name === "transfer") {
        const next = JSON.parse(data) as Transfer;
        setLive((before) => withTransfer(before, next));
      } else if (name === "gone") {
        const { id } = JSON.parse(data) as { readonly id: string };
        setLive((before) => withGone(before, id));
      }
    },
    onState: (next) => {
      setConnection(next);
      // The list is read after the stream has begun: between the two nothing is missed.
      if (next === "connected") void queries.invalidateQueries({ queryKey: ["transfers"] });
    },
    onRefused: () => {
      setRefused(true);
      setConnection("polling");
    },
  }), [access, queries]);

  const items = useMemo(
    () => present(pages.items, pages.hasMore, live, { ended, state, search }), [pages.items, pages.hasMore, live, ended, state, search]);
  return { pages: { ...pages, items }, connection };
}
