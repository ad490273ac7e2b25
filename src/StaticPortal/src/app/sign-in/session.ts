import type { User, UserManager } from "oidc-client-ts";
import type { Session } from "@/api/client";

/** A token that ends sooner is renewed before it is used. */
const renewBeforeSeconds = 30;

/** The access tokens of a sign-in: the refresh token gives the next one when the present one ends. */
export function createSession(manager: UserManager): Session {
  let renewal: Promise<User | null> | undefined;

  // One renewal for all requests that wait for it: a refresh token is good for one use.
  const renew = () => renewal ??= manager.signinSilent().finally(() => {
    renewal = undefined;
  });

  return {
    async accessToken() {
      const user = await manager.getUser();
      if (user && (user.expires_in ?? Infinity) < renewBeforeSeconds) {
        try {
          return (await renew())?.access_token;
        } catch {
          // The request goes out with the old token; when that is not taken, refused() ends the session.
          return user.access_token;
        }
      }

      return user?.access_token;
    },
    refused: () => void manager.removeUser(),
  };
}
