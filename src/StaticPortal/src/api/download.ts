import type { ApiAccess } from "./context";
import { problemOf, ProblemError } from "./problems";

/** What a path of the API answers, to be saved. A plain link cannot: it sends no bearer token. */
export async function download({ base, session }: ApiAccess, path: string): Promise<Blob> {
  const token = await session.accessToken();
  const response = await fetch(base + path, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  if (response.status === 401) {
    session.refused();
  }

  if (!response.ok) {
    throw new ProblemError(problemOf(response, await response.json().catch(() => undefined)));
  }

  return response.blob();
}
