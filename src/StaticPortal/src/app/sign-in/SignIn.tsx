import { type ReactNode, useMemo, useState } from "react";
import { AuthProvider } from "react-oidc-context";
import { Splash } from "./Splash";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { Front } from "./Front";
import { forgetProvider, rememberedProvider, rememberProvider } from "./provider";
import { SignedIn } from "./SignedIn";
import { SignInScreen } from "./SignInScreen";
import { createUserManager, type RedirectState } from "./userManager";
import { useProviders } from "./useProviders";

interface Props {
  readonly children: ReactNode;
}

/** Shows its children to whoever has signed in and was let in; to others, what they must do. */
export function SignIn({ children }: Props) {
  const start = useProviders();
  const [name, setName] = useState(rememberedProvider);
  const [pressed, setPressed] = useState(false);
  const provider = start.data?.providers.find((candidate) => candidate.name === name);
  const manager = useMemo(() => provider && createUserManager(provider), [provider]);

  if (start.error) {
    return <Front><ProblemAlert error={start.error} onRetry={() => void start.refetch()} /></Front>;
  }

  if (!start.data) {
    return <Splash />;
  }

  if (!provider || !manager) {
    return (
      <SignInScreen
        providers={start.data.providers}
        onChoose={(chosen) => {
          rememberProvider(chosen.name);
          setPressed(true);
          setName(chosen.name);
        }}
      />
    );
  }

  return (
    <AuthProvider key={provider.name} userManager={manager} onSigninCallback={(user) => goBack(user?.state)}>
      <SignedIn
        config={start.data.config}
        provider={provider}
        manager={manager}
        pressed={pressed}
        onOther={() => {
          forgetProvider();
          setName(undefined);
        }}
      >
        {children}
      </SignedIn>
    </AuthProvider>
  );
}

/** Puts the address back that the person had asked for, before the router reads it. */
function goBack(state: unknown): void {
  const { returnTo } = state as RedirectState;
  const place = new URL(returnTo, window.location.origin);
  // It was stored by this page; even so, a place elsewhere is none.
  window.history.replaceState(null, "", place.origin === window.location.origin ? place.pathname + place.search + place.hash : "/");
}
