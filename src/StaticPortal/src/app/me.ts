import { createContext, use } from "react";
import type { Role, User } from "@/api/types";

export interface Me {
  readonly user: User;
  readonly signOut: () => void;
}

export const MeContext = createContext<Me | null>(null);

/** Who is signed in, and was let in. */
export function useMe(): Me {
  const me = use(MeContext);
  if (!me) {
    throw new Error("useMe() is used outside the sign-in gate.");
  }

  return me;
}

const roles: readonly Role[] = ["Member", "Operator", "Administrator"];

/** Each role may do all that the ones before it may. */
export function mayAs(role: Role, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
