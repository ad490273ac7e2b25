import { Group, Text } from "@mantine/core";
import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import type { User } from "@/api/types";
import { CopyButton } from "@/ui/CopyButton";

/** Name, address and id. */
export function Person({ user }: { readonly user: User }) {
  return (
    <>
      <Group gap={4} wrap="nowrap">
        <Text size="sm" fw={500}>{user.name}</Text>
        <CopyButton value={user.id} what={`id of ${user.name}`} />
      </Group>
      {user.email && (
        <Group gap={4} wrap="nowrap">
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>{user.email}</Text>
          {user.emailVerified && <IconRosetteDiscountCheck size={14} role="img" aria-label="Verified by the provider" />}
        </Group>
      )}
    </>
  );
}
