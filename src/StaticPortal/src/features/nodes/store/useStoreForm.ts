import { type SyntheticEvent, useState } from "react";
import type { Node } from "@/api/types";
import { shownFaults } from "./shownFaults";
import { emptyStore, hasFaults, type StoreDraft, storeFaults } from "./storeDraft";
import { type StorePart, useStoreChange } from "./useStoreChange";

/** The state of a form that replaces a part of a store. */
export function useStoreForm(node: Node, part: StorePart, onDone: () => void, before: Partial<StoreDraft>) {
  const [draft, setDraft] = useState<StoreDraft>({ ...emptyStore, ...before });
  const [attempted, setAttempted] = useState(false);
  const change = useStoreChange(node, part, onDone);
  const all = storeFaults(draft);
  const found = part === "all" ? all
    : part === "keys" ? { accessKey: all.accessKey, secretKey: all.secretKey }
    : { caCertificate: all.caCertificate };
  return {
    draft,
    faults: shownFaults(draft, found, attempted, change.error),
    error: change.error,
    isPending: change.isPending,
    onChange: (changes: Partial<StoreDraft>) => setDraft((held) => ({ ...held, ...changes })),
    onSubmit: (event: SyntheticEvent) => {
      event.preventDefault();
      setAttempted(true);
      if (!hasFaults(found)) change.mutate(draft);
    },
  };
}
