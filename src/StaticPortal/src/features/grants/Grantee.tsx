import { Text } from "@mantine/core";
import type { Grant } from "@/api/types";

/** Whom a grant is to. */
export function Grantee({ grant }: { readonly grant: Grant }) {
  if (grant.to === "everyone") return <Text size="sm" fw={500}>Everyone signed in</Text>;
  return (
    <>
      <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>{grant.toName ?? grant.to}</Text>
      {grant.toName != null && <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>{grant.toEmail ?? grant.to}</Text>}
    </>
  );
}
