import { Button } from "@mantine/core";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { Front } from "./Front";

interface Props {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Goes on without the invitation that was refused; absent when there was none. */
  readonly onWithoutInvitation: (() => void) | undefined;
  readonly onSignOut: () => void;
}

/** Says why somebody who signed in is not let in: disabled, or an invitation that is not taken. */
export function RefusedScreen({ error, onRetry, onWithoutInvitation, onSignOut }: Props) {
  return (
    <Front title="You are not let in">
      <ProblemAlert error={error} onRetry={onRetry} />
      {onWithoutInvitation && <Button onClick={onWithoutInvitation}>Go on without the invitation</Button>}
      <Button variant="default" onClick={onSignOut}>Sign out</Button>
    </Front>
  );
}
