import { InMemoryWebStorage, UserManager, WebStorageStateStore } from "oidc-client-ts";
import type { SignInProvider } from "@/api/types";
import { paths } from "../paths";

/** What survives the redirect to the provider. */
export interface RedirectState {
  readonly returnTo: string;
  /** The page was only reloaded: the person did not press "sign in". */
  readonly resumed: boolean;
}

export function createUserManager(provider: SignInProvider): UserManager {
  return new UserManager({
    authority: provider.authority,
    client_id: provider.clientId,
    redirect_uri: window.location.origin + paths.signedIn,
    post_logout_redirect_uri: window.location.origin + paths.home,
    response_type: "code",
    // Tokens live in memory and die with the page; a reload goes through the provider's session again.
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
    monitorSession: false,
    loadUserInfo: false,
  });
}

/** Sends the person to the provider: authorization code with PKCE. */
export async function signIn(manager: UserManager, provider: SignInProvider, state: RedirectState): Promise<void> {
  const metadata = await manager.metadataService.getMetadata();
  await manager.signinRedirect({ scope: scopesFor(provider, metadata.scopes_supported).join(" "), state });
}

/** As docs/sign-in.md has it: the usual ones as far as the provider lists them, and Entra's own for the audience. */
export function scopesFor(provider: SignInProvider, supported: readonly string[] | undefined): string[] {
  const usual = ["openid", "profile", "email", "offline_access"].filter((scope) => supported?.includes(scope) ?? true);
  return provider.kind === "Entra" ? [...usual, `${provider.audience}/.default`] : usual;
}

/** Ends the sign-in here and, where the provider can, there. */
export async function signOut(manager: UserManager): Promise<void> {
  const metadata = await manager.metadataService.getMetadata();
  if (metadata.revocation_endpoint !== undefined) {
    await manager.revokeTokens(["refresh_token"]);
  }

  await (metadata.end_session_endpoint === undefined ? manager.removeUser() : manager.signoutRedirect());
}
