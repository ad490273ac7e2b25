import { Alert, Button } from "@mantine/core";
import type { UserManager } from "oidc-client-ts";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useAuth } from "react-oidc-context";
import { createApi } from "@/api/client";
import { ApiContext } from "@/api/context";
import type { SignInProvider } from "@/api/types";
import type { PortalConfig } from "../config";
import { Admission } from "./Admission";
import { Front } from "./Front";
import { forgetProvider, isReturning, presentPlace, rememberProvider } from "./provider";
import { createSession } from "./session";
import { Splash } from "./Splash";
import { type RedirectState, signIn, signOut } from "./userManager";

interface Props {
  readonly config: PortalConfig;
  readonly provider: SignInProvider;
  readonly manager: UserManager;
  /** The person has just chosen the provider: the page was not only reloaded. */
  readonly pressed: boolean;
  /** Back to the choice of providers. */
  readonly onOther: () => void;
  readonly children: ReactNode;
}

/** Sends the person to the chosen provider once; afterwards holds the session, and says when it has ended. */
export function SignedIn({ config, provider, manager, pressed, onOther, children }: Props) {
  const auth = useAuth();
  const [failure, setFailure] = useState<string>();
  const [leaving, setLeaving] = useState(false);
  // Decided when the page starts: a session that ends later must not send anybody away from what they were doing.
  const [going, setGoing] = useState(() => !isReturning());

  const access = useMemo(() => {
    const session = createSession(manager);
    return { api: createApi(config.apiBase, session), base: config.apiBase, session };
  }, [config.apiBase, manager]);

  const go = (state: RedirectState) => {
    rememberProvider(provider.name);
    signIn(manager, provider, state).catch((error: unknown) => {
      forgetProvider();
      setGoing(false);
      setFailure(error instanceof Error ? error.message : String(error));
    });
  };

  const sent = useRef(false);
  useEffect(() => {
    if (going && !sent.current && !auth.isLoading && !auth.isAuthenticated && !auth.error) {
      sent.current = true;
      go({ returnTo: presentPlace(), resumed: !pressed });
    }
  });

  if (auth.isAuthenticated && !leaving) {
    return (
      <ApiContext value={access}>
        <Admission
          resumed={(auth.user?.state as RedirectState | undefined)?.resumed ?? true}
          onSignOut={() => {
            setLeaving(true);
            forgetProvider();
            signOut(manager).catch(() => manager.removeUser()).finally(onOther);
          }}
        >
          {children}
        </Admission>
      </ApiContext>
    );
  }

  const problem = failure ?? auth.error?.message;
  if ((going && problem === undefined) || auth.isLoading || leaving) {
    return <Splash label="Signing in" />;
  }

  return (
    <Front title="Sign in again">
      {problem === undefined ? (
        <Alert color="orange" title="Your session has ended">Sign in again, and you come back to where you are.</Alert>
      ) : (
        <Alert color="red" role="alert" title={`${provider.name} could not sign you in`}>
          {problem}. Try again; if it lasts, tell whoever runs this DtnBox.
        </Alert>
      )}
      <Button onClick={() => go({ returnTo: presentPlace(), resumed: false })}>Sign in with {provider.name}</Button>
      <Button variant="default" onClick={onOther}>Sign in with something else</Button>
    </Front>
  );
}
