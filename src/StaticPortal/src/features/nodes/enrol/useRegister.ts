import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import { toProblem } from "@/api/problems";
import type { Node } from "@/api/types";
import { paths } from "@/app/paths";
import { settingsOf, type StoreDraft } from "../store/storeDraft";

/** Registers the node, and goes on to joining it. */
export function useRegister(id: string, name: string) {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const register = useMutation({
    mutationFn: (store: StoreDraft) =>
      content(api.POST("/api/v1/nodes", { body: { id, displayName: name === "" ? null : name, store: settingsOf(store) } })),
    // What was sent has the secret in it, and is kept for nobody to look at again.
    gcTime: 0,
    onSuccess: (node) => {
      queries.setQueryData<Node>(["node", node.id], node);
      void queries.invalidateQueries({ queryKey: ["nodes"] });
      // In place of the form: going back from there must not lead into it again.
      void navigate(paths.nodeJoin(node.id), { replace: true });
    },
  });
  return { ...register, isTaken: register.error !== null && toProblem(register.error).status === 409 };
}
