import { useQuery, useQueryClient } from "@tanstack/react-query";
import { content, optionalBody } from "@/api/client";
import { useApi } from "@/api/context";
import { ProblemError } from "@/api/problems";
import { dropInvitation, heldInvitation } from "./invitation";

const key = ["me"];
const askAgainEvery = 5_000;

/**
 * Who the person is here. Signs them up, or refreshes what is known of them; a page that was only reloaded just asks,
 * so that the audit does not fill with reloads.
 */
export function useSignUp(resumed: boolean) {
  const api = useApi();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const known = queries.getQueryData(key) !== undefined || resumed;
      const invitation = heldInvitation();
      if (invitation === undefined && known) {
        try {
          return await content(api.GET("/api/v1/me", { signal }));
        } catch (error) {
          // 403 is somebody who has not signed up yet, or was shut out; signing up tells which.
          if (!(error instanceof ProblemError) || error.problem.status !== 403) throw error;
        }
      }

      const user = await content(api.POST("/api/v1/me", { ...optionalBody({ invitation }), signal }));
      dropInvitation();
      return user;
    },
    staleTime: Infinity,
    refetchInterval: ({ state }) => (state.data?.state === "Pending" ? askAgainEvery : false),
  });
  return {
    ...query,
    withoutInvitation: () => {
      dropInvitation();
      void query.refetch();
    },
  };
}
