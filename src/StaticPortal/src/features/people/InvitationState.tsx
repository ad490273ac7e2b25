import { IconCircleCheck, IconClockX, IconMail } from "@tabler/icons-react";
import type { Invitation } from "@/api/types";
import { useNow } from "@/ui/now";
import { StateBadge } from "@/ui/StateBadge";

export function InvitationState({ invitation }: { readonly invitation: Invitation }) {
  const now = useNow();
  if (invitation.usedBy != null) {
    return <StateBadge tone="good" icon={IconCircleCheck} text="Used" title={`By ${invitation.usedBy}`} />;
  }

  return new Date(invitation.expiresAt) <= now
    ? <StateBadge tone="neutral" icon={IconClockX} text="Expired" />
    : <StateBadge tone="waiting" icon={IconMail} text="Open" />;
}
