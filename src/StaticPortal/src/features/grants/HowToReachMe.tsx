import { Text } from "@mantine/core";
import { useMe } from "@/app/me";
import { CopyButton } from "@/ui/CopyButton";
import { Identifier } from "@/ui/Identifier";

/** To what others give their rights, so that the person can tell them. Only a verified address counts. */
export function HowToReachMe() {
  const { user } = useMe();
  const address = user.emailVerified ? user.email : undefined;
  return (
    <Text size="sm" c="dimmed" mb="md" component="div" style={{ overflowWrap: "anywhere" }}>
      Others share with you by {address != null && <>your address <b>{address}</b> <CopyButton value={address} what="address" /> or </>}
      your id <Identifier value={user.id} of="user" />
    </Text>
  );
}
