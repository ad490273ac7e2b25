import { useMutation, useQueryClient } from "@tanstack/react-query";
import { content, optionalBody } from "@/api/client";
import { useApi } from "@/api/context";
import type { Role, User } from "@/api/types";
import { toastDone, toastProblem } from "@/ui/toasts";

/** What an administrator can do about a person. */
export type PersonChange =
  | { readonly kind: "approve"; readonly role: Role }
  | { readonly kind: "role"; readonly role: Role }
  | { readonly kind: "disable" }
  | { readonly kind: "enable" };

export function usePersonChange(user: User) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: PersonChange): Promise<User> => {
      const params = { path: { id: user.id } };
      switch (change.kind) {
        case "approve":
          return content(api.POST("/api/v1/users/{id}/approve", { params, ...optionalBody({ role: change.role }) }));
        case "role":
          return content(api.PUT("/api/v1/users/{id}/role", { params, body: { role: change.role } }));
        case "disable":
          return content(api.POST("/api/v1/users/{id}/disable", { params }));
        case "enable":
          return content(api.POST("/api/v1/users/{id}/enable", { params }));
      }
    },
    onSuccess: (changed) => toastDone(`${changed.name} is ${words(changed)}.`),
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ["people"] }),
  });
}

function words({ state, role }: User): string {
  return state === "Active" ? `${role} now` : state === "Disabled" ? "shut out" : "waiting";
}
