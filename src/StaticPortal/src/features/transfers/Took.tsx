import type { Transfer } from "@/api/types";
import { Duration } from "@/ui/Duration";
import { useNow } from "@/ui/now";

/** How long the transfer took, or takes so far. */
export function Took({ transfer: { startedAt, endedAt } }: { readonly transfer: Transfer }) {
  const now = useNow();
  if (startedAt == null) {
    return <span>Not begun</span>;
  }

  const end = endedAt == null ? now.getTime() : Date.parse(endedAt);
  return <><Duration seconds={(end - Date.parse(startedAt)) / 1000} />{endedAt == null && " so far"}</>;
}
