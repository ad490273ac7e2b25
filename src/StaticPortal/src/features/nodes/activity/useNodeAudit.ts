import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { AuditEntry } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";

export function useNodeAudit(id: string, enabled: boolean): Pages<AuditEntry> {
  const api = useApi();
  const thing = `node:${id}`;
  return usePages(
    ["audit", { thing }],
    (after, signal) => content(api.GET("/api/v1/audit", { params: { query: { thing, after } }, signal })),
    { enabled },
  );
}
