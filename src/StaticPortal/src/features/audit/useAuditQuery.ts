import { useSearchParams } from "react-router";
import type { AuditOutcome } from "@/api/types";

/** Which entries are asked for: the search part of the address. */
export interface AuditQuery {
  readonly actor: string | undefined;
  readonly action: string | undefined;
  readonly thing: string | undefined;
  readonly outcome: AuditOutcome | undefined;
  readonly from: string | undefined;
  readonly until: string | undefined;
}

export const outcomes: readonly AuditOutcome[] = ["Succeeded", "Denied", "Failed", "Unknown"];

export function useAuditQuery(): AuditQuery {
  const [params] = useSearchParams();
  const read = (name: string) => params.get(name) ?? undefined;
  return {
    actor: read("actor"),
    action: read("action"),
    thing: read("thing"),
    outcome: outcomes.find((known) => known === params.get("outcome")),
    from: read("from"),
    until: read("until"),
  };
}
