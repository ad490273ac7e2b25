import { Text } from "@mantine/core";
import type { ObjectState, TransferObject } from "@/api/types";
import { StateBadge, type Tone } from "@/ui/StateBadge";
import { helpFor } from "./faultHelp";

const tones: Record<ObjectState, Tone> = {
  Pending: "neutral", Copied: "busy", Verified: "good", Failed: "bad", Extra: "warning", Deleted: "neutral",
};

/** Where one object is; of a failed one the cause in a few words. */
export function ObjectStateCell({ object: { state, fault, notCopied } }: { readonly object: TransferObject }) {
  return (
    <>
      <StateBadge tone={tones[state]} text={state} />
      {fault != null && <Text size="xs" mt={2}>{helpFor(fault).title}</Text>}
      {notCopied != null && notCopied.length > 0 && <Text size="xs" c="dimmed">Without its {notCopied.join(", ")}</Text>}
    </>
  );
}
