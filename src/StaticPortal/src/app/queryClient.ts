import { QueryClient } from "@tanstack/react-query";
import { isUnreachable, toProblem } from "@/api/problems";

const mostAttempts = 3;

/** Reading is tried again when that may help; a change never is by itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (failures, error) => failures < mostAttempts - 1 && mayPass(error) },
      mutations: { retry: false },
    },
  });
}

function mayPass(error: unknown): boolean {
  return isUnreachable(error) || toProblem(error).status >= 500;
}
