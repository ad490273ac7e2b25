import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { AuditEntry } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";
import type { AuditQuery } from "./useAuditQuery";

export function useAudit(query: AuditQuery): Pages<AuditEntry> {
  const api = useApi();
  return usePages(
    ["audit", query],
    (after, signal) => content(api.GET("/api/v1/audit", { params: { query: { ...query, after } }, signal })),
  );
}
