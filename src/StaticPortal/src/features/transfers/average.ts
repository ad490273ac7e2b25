import type { Transfer } from "@/api/types";

/** Bytes a second from the beginning until the end, or until now; nothing for what was restarted, whose pauses would count. */
export function averageOf({ totals, startedAt, endedAt, attempt }: Transfer, now: Date): number | undefined {
  if (startedAt == null || attempt > 1) {
    return undefined;
  }

  const seconds = ((endedAt == null ? now.getTime() : Date.parse(endedAt)) - Date.parse(startedAt)) / 1000;
  return seconds >= 1 ? totals.bytesCopied / seconds : undefined;
}
