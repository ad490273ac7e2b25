import type { ApiAccess } from "../context";

/** Opens a stream of events at a path of the API. EventSource cannot: it sends no bearer token. */
export async function openStream(
  { base, session }: ApiAccess,
  path: string,
  lastEventId: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const token = await session.accessToken();
  const headers = new Headers({ accept: "text/event-stream" });
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  if (lastEventId !== undefined) headers.set("last-event-id", lastEventId);
  const response = await fetch(base + path, { headers, signal, cache: "no-store" });
  if (response.status === 401) {
    session.refused();
  }

  return response;
}
