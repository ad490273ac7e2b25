import {
  type Icon, IconAlertTriangle, IconCircleCheck, IconClock, IconHandStop, IconKey, IconPlayerPause, IconPlayerStop, IconProgressBolt,
  IconRoute, IconShieldCheck, IconTransfer,
} from "@tabler/icons-react";
import type { Transfer, TransferState } from "@/api/types";
import { formatName } from "@/ui/format";
import { StateBadge, type Tone } from "@/ui/StateBadge";

const looks: Record<TransferState, { readonly tone: Tone; readonly icon: Icon }> = {
  Queued: { tone: "waiting", icon: IconClock },
  Validating: { tone: "busy", icon: IconKey },
  Probing: { tone: "busy", icon: IconRoute },
  Copying: { tone: "busy", icon: IconTransfer },
  Verifying: { tone: "busy", icon: IconShieldCheck },
  Stopping: { tone: "waiting", icon: IconPlayerStop },
  Stopped: { tone: "neutral", icon: IconPlayerPause },
  Succeeded: { tone: "good", icon: IconCircleCheck },
  SucceededWithErrors: { tone: "warning", icon: IconAlertTriangle },
  Failed: { tone: "bad", icon: IconAlertTriangle },
  Parked: { tone: "warning", icon: IconHandStop },
};

export function TransferStateBadge({ transfer }: { readonly transfer: Transfer }) {
  return transfer.waitingFor == null
    ? <StateBadge {...looks[transfer.state]} text={formatName(transfer.state)} />
    : <StateBadge tone="waiting" icon={IconProgressBolt} text={`${formatName(transfer.state)}, waiting`} title={transfer.waitingFor} />;
}
