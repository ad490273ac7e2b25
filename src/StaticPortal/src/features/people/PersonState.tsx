import { IconBan, IconCircleCheck, IconHourglass } from "@tabler/icons-react";
import type { User } from "@/api/types";
import { formatMoment } from "@/ui/format";
import { StateBadge } from "@/ui/StateBadge";

const looks = {
  Pending: { tone: "waiting", icon: IconHourglass },
  Active: { tone: "good", icon: IconCircleCheck },
  Disabled: { tone: "bad", icon: IconBan },
} as const;

export function PersonState({ user }: { readonly user: User }) {
  const since = user.stateSince == null ? undefined : `Since ${formatMoment(new Date(user.stateSince))}, by ${user.stateBy ?? "system"}`;
  return <StateBadge {...looks[user.state]} text={user.state} title={since} />;
}
