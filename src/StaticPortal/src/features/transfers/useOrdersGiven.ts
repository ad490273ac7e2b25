import { useQuery } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { AuditEntry, Transfer } from "@/api/types";
import { mayAs, useMe } from "@/app/me";

const mostEntries = 100;

/** Who ordered what, as the audit has it; nothing for those who may not read it, for whom it is not asked either. */
export function useOrdersGiven({ id, state, attempt }: Transfer): readonly AuditEntry[] {
  const api = useApi();
  const { user: { role } } = useMe();
  const query = useQuery({
    queryKey: ["transfer", id, "orders", state, attempt],
    queryFn: async ({ signal }) =>
      (await content(api.GET("/api/v1/audit", { params: { query: { thing: `transfer:${id}`, limit: mostEntries } }, signal }))).items,
    enabled: mayAs(role, "Administrator"),
  });
  return query.data ?? [];
}
