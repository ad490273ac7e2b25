import type { Transfer } from "@/api/types";

interface Changes extends Omit<Partial<Transfer>, "totals"> {
  readonly totals?: Partial<Transfer["totals"]>;
}

/** A transfer for tests: copying, and with nothing done yet but what they say. */
export function aTransfer({ totals, ...changes }: Changes = {}): Transfer {
  return {
    id: "t-1", label: null, owner: "u-1", attempt: 1, state: "Copying", waitingFor: null, fault: null,
    source: { nodeId: "site-a", bucket: "results", prefix: "run-7/" },
    destination: { nodeId: "site-b", bucket: "incoming", prefix: "" },
    settings: { kind: "Copy", sync: "SizeDiffers" },
    createdAt: "2026-01-01T00:00:00Z", startedAt: null, endedAt: null, faults: {},
    totals: {
      listingComplete: true, objectsPlanned: 0, bytesPlanned: 0, objectsSkipped: 0, bytesSkipped: 0, objectsCopied: 0,
      bytesCopied: 0, objectsVerified: 0, bytesVerified: 0, objectsFailed: 0, ...totals,
    },
    ...changes,
  };
}
