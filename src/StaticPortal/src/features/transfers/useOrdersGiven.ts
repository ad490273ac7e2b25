import { useQuery } from "@tanstack/react-query";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { AuditEntry, Transfer } from "@/api/types";

const mostEntries = 100;

/** Who ordered what, as the audit has it; nothing for those who may not read it. */
export function useOrdersGiven({ id, state, attempt }: Transfer): readonly AuditEntry[] {
  const api = useApi();
  const query = useQuery({
    queryKey: ["transfer", id, "orders", state, attempt],
    queryFn: async ({ signal }) => {
      const { data, response } = await api.GET("/api/v1/audit", { params: { query: { thing: `transfer:${id}`, limit: mostEntries } }, signal });
      return response.status === 403 ? [] : (await content(Promise.resolve({ data, response }))).items;
    },
  });
  return query.data ?? [];
}
