import type { Transfer } from "@/api/types";

/**
 * The newer view of a transfer, with no counter below what was shown before. Views come by two ways (stream and
 * answers to requests) and may overtake each other. A restart is a new attempt, and begins from its own figures.
 */
export function merge(shown: Transfer | undefined, next: Transfer): Transfer {
  if (shown?.id !== next.id || shown.attempt < next.attempt) {
    return next;
  }

  // An answer that was on its way when the transfer was restarted.
  if (shown.attempt > next.attempt) {
    return shown;
  }

  const before = shown.totals;
  const totals = { ...next.totals };
  for (const name of counters) {
    totals[name] = Math.max(before[name] ?? 0, next.totals[name] ?? 0);
  }

  return { ...next, totals };
}

const counters = [
  "objectsPlanned", "bytesPlanned", "objectsSkipped", "bytesSkipped", "objectsCopied", "bytesCopied",
  "objectsVerified", "bytesVerified", "extrasFound", "extrasDeleted",
] as const;
