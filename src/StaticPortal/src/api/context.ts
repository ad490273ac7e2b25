import { createContext, use } from "react";
import type { Api, Session } from "./client";

export interface ApiAccess {
  readonly api: Api;
  /** Where the control plane is; ends without a slash, and is empty on the portal's own origin. */
  readonly base: string;
  readonly session: Session;
}

export const ApiContext = createContext<ApiAccess | null>(null);

/** The client, signed in. */
export function useApi(): Api {
  return useApiAccess().api;
}

/** Client, address and session, for what the typed client cannot do (streams). */
export function useApiAccess(): ApiAccess {
  const access = use(ApiContext);
  if (!access) {
    throw new Error("useApi() is used outside the sign-in gate.");
  }

  return access;
}
