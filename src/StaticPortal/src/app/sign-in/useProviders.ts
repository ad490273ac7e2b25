import { useQuery } from "@tanstack/react-query";
import { content, createApi } from "@/api/client";
import { loadConfig } from "../config";

/** The configuration, and the providers that the control plane says people may sign in with. */
export function useProviders() {
  return useQuery({
    queryKey: ["sign-in"],
    queryFn: async ({ signal }) => {
      const config = await loadConfig(signal);
      const { items } = await content(createApi(config.apiBase).GET("/api/v1/sign-in", { signal }));
      return { config, providers: items };
    },
    staleTime: Infinity,
  });
}
