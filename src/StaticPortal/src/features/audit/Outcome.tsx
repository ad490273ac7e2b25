import { Text } from "@mantine/core";
import { IconAlertTriangle, IconBan, IconCheck, IconHelp } from "@tabler/icons-react";
import type { AuditOutcome } from "@/api/types";
import { StateBadge } from "@/ui/StateBadge";

const looks = {
  Succeeded: { tone: "good", icon: IconCheck },
  Denied: { tone: "warning", icon: IconBan },
  Failed: { tone: "bad", icon: IconAlertTriangle },
  Unknown: { tone: "neutral", icon: IconHelp },
} as const;

interface Props {
  readonly outcome: AuditOutcome;
  readonly problem: string | null | undefined;
}

export function Outcome({ outcome, problem }: Props) {
  return (
    <>
      <StateBadge {...looks[outcome]} text={outcome} />
      {problem != null && <Text size="xs" c="dimmed">{problem}</Text>}
    </>
  );
}
