import { Alert, Button, Stack, Text } from "@mantine/core";
import type { SignInProvider } from "@/api/types";
import { Front } from "./Front";
import { heldInvitation } from "./invitation";

interface Props {
  readonly providers: readonly SignInProvider[];
  readonly onChoose: (provider: SignInProvider) => void;
}

/** Offers the providers to sign in with. */
export function SignInScreen({ providers, onChoose }: Props) {
  return (
    <Front title="Sign in to DtnBox">
      <Text>Moves datasets between the object stores of research sites, and proves that they arrived.</Text>
      {heldInvitation() !== undefined && <Alert>You were invited. Sign in, and the invitation lets you in at once.</Alert>}
      {providers.length === 0 ? (
        <Alert color="orange" title="No sign-in provider is set up">
          Whoever runs this DtnBox must name one in its settings (docs/sign-in.md). Until then, the dtnbox command with an
          API token is the only way in.
        </Alert>
      ) : (
        <Stack gap="xs">
          {providers.map((provider) => (
            <Button key={provider.name} size="md" onClick={() => onChoose(provider)}>
              {providers.length === 1 ? "Sign in" : `Sign in with ${provider.name}`}
            </Button>
          ))}
        </Stack>
      )}
      <Text size="sm" c="dimmed">
        New here? Sign in all the same: that signs you up, and an administrator lets you in.
      </Text>
    </Front>
  );
}
