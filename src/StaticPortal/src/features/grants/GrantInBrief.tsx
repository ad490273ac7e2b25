import { Group } from "@mantine/core";
import type { Grant } from "@/api/types";
import { RightBadge } from "./RightBadge";
import { Until } from "./Until";

/** Right and end, where the screen is too narrow for columns of their own. */
export function GrantInBrief({ grant }: { readonly grant: Grant }) {
  return <Group gap="xs" mt={4} hiddenFrom="xs"><RightBadge right={grant.right} /><Until at={grant.until} /></Group>;
}
