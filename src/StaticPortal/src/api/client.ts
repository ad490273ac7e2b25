import createClient, { type Client, type Middleware } from "openapi-fetch";
import { problemOf, ProblemError } from "./problems";
import type { paths } from "./schema";

/** The typed client of /api/v1. */
export type Api = Client<paths>;

/** What the client needs of a sign-in. */
export interface Session {
  /** The present access token; renews it first when it is about to end. */
  accessToken(): Promise<string | undefined>;
  /** The control plane did not take the token: the person must sign in again. */
  refused(): void;
}

export function createApi(base: string, session?: Session): Api {
  const api = createClient<paths>({ baseUrl: base });
  if (session) {
    api.use(bearer(session));
  }

  return api;
}

/** The answer's content; throws what went wrong as a ProblemError. */
export async function content<T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<NonNullable<T>> {
  const { data, error, response } = await asked;
  if (!response.ok || data == null) {
    throw new ProblemError(problemOf(response, error));
  }

  return data;
}

/** For requests whose answer has no content; throws what went wrong as a ProblemError. */
export async function done(asked: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await asked;
  if (!response.ok) {
    throw new ProblemError(problemOf(response, error));
  }
}

function bearer(session: Session): Middleware {
  return {
    async onRequest({ request }) {
      const token = await session.accessToken();
      if (token !== undefined) {
        request.headers.set("Authorization", `Bearer ${token}`);
      }

      return request;
    },
    onResponse({ response }) {
      if (response.status === 401) {
        session.refused();
      }
    },
  };
}

/** The body of an endpoint that can do without one; the API's document does not describe these. */
export function optionalBody(body: object): { body: never } {
  return { body: body as never };
}
