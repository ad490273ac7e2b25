import type { ApiAccess } from "./context";
import { problemOf, ProblemError } from "./problems";

/** Has the browser save what a path of the API answers. A plain link cannot: it sends no bearer token. */
export async function download({ base, session }: ApiAccess, path: string, name: string): Promise<void> {
  const token = await session.accessToken();
  const response = await fetch(base + path, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  if (response.status === 401) {
    session.refused();
  }

  if (!response.ok) {
    throw new ProblemError(problemOf(response, await response.json().catch(() => undefined)));
  }

  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser takes a moment to begin.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
