import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Token } from "@/api/types";
import { type Pages, usePages } from "@/api/usePages";

export function useTokens(): Pages<Token> {
  const api = useApi();
  return usePages(["tokens"], (_, signal) => content(api.GET("/api/v1/me/tokens", { signal })));
}
