import { Button, Group, Loader, Text } from "@mantine/core";
import type { User } from "@/api/types";
import { Identifier } from "@/ui/Identifier";
import { Front } from "./Front";

interface Props {
  readonly user: User;
  readonly onSignOut: () => void;
}

/** Waits with somebody who signed up for an administrator to let them in; goes on by itself. */
export function PendingScreen({ user, onSignOut }: Props) {
  return (
    <Front title="Almost there">
      <Text>
        You have signed up as <b>{user.name}</b>{user.email && <> ({user.email})</>}. An administrator has to let you in.
      </Text>
      <Text>
        Tell them that you wait, and your id: <Identifier value={user.id} of="user" /> Or ask them for an invitation link
        and open it.
      </Text>
      <Group gap="xs" role="status">
        <Loader size="xs" aria-hidden /> <Text size="sm" c="dimmed">This page goes on by itself as soon as you are let in.</Text>
      </Group>
      <Button variant="default" onClick={onSignOut}>Sign out</Button>
    </Front>
  );
}
