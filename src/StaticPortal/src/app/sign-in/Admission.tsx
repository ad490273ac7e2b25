import { type ReactNode, useMemo } from "react";
import { heldInvitation } from "./invitation";
import { MeContext } from "../me";
import { PendingScreen } from "./PendingScreen";
import { RefusedScreen } from "./RefusedScreen";
import { Splash } from "./Splash";
import { useSignUp } from "./useSignUp";

interface Props {
  readonly resumed: boolean;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

/** Signs the person up, and lets them through once they are let in. */
export function Admission({ resumed, onSignOut, children }: Props) {
  const { data: user, error, refetch, withoutInvitation } = useSignUp(resumed);
  const me = useMemo(() => user && { user, signOut: onSignOut }, [user, onSignOut]);

  if (!me) {
    return error === null ? <Splash label="Signing in" /> : (
      <RefusedScreen
        error={error}
        onRetry={() => void refetch()}
        onWithoutInvitation={heldInvitation() === undefined ? undefined : withoutInvitation}
        onSignOut={onSignOut}
      />
    );
  }

  return me.user.state === "Active"
    ? <MeContext value={me}>{children}</MeContext>
    : <PendingScreen user={me.user} onSignOut={onSignOut} />;
}
