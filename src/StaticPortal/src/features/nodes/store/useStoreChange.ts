import { useMutation } from "@tanstack/react-query";
import { type Api, content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Node } from "@/api/types";
import { toastDone } from "@/ui/toasts";
import { useTakeNode } from "../useTakeNode";
import { settingsOf, type StoreDraft } from "./storeDraft";

/** Which part of a store is replaced by what was entered. */
export type StorePart = "keys" | "ca" | "all";

const said: Record<StorePart, string> = {
  keys: "Work that begins from now on uses the new keys.",
  ca: "Work that begins from now on trusts these.",
  all: "Work that begins from now on uses the new address and keys.",
};

export function useStoreChange({ id }: Node, part: StorePart, onDone: () => void) {
  const api = useApi();
  const take = useTakeNode();
  return useMutation({
    mutationFn: (draft: StoreDraft) => content(send(api, id, part, draft)),
    // What was sent has the secret in it, and is kept for nobody to look at again.
    gcTime: 0,
    onSuccess: async (node) => {
      toastDone(said[part]);
      onDone();
      await take(node);
    },
  });
}

function send(api: Api, id: string, part: StorePart, draft: StoreDraft) {
  const params = { path: { id } };
  switch (part) {
    case "keys": return api.PUT("/api/v1/nodes/{id}/store/keys", { params, body: { accessKey: draft.accessKey, secretKey: draft.secretKey } });
    case "ca": return api.PUT("/api/v1/nodes/{id}/store/ca", { params, body: { caCertificate: draft.caCertificate.trim() === "" ? null : draft.caCertificate } });
    case "all": return api.PUT("/api/v1/nodes/{id}/store", { params, body: settingsOf(draft) });
  }
}
