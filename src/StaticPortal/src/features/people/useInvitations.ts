import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Invitation } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";

export function useInvitations(): Pages<Invitation> {
  const api = useApi();
  return usePages(
    ["invitations"],
    (after, signal) => content(api.GET("/api/v1/invitations", { params: { query: { after } }, signal })),
  );
}
