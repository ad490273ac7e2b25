import type { Right } from "@/api/types";

/** What a right allows, in a person's words. */
export const rightTexts: Record<Right, string> = {
  Read: "Take from here",
  Write: "Send to here",
};

/** Prefixes are text: one that does not end a folder's name goes on in the names of others. */
export function prefixWarning(prefix: string): string | undefined {
  return prefix === "" || prefix.endsWith("/") ? undefined : `Without a '/' at the end it also covers '${prefix}2/' and whatever else begins like that.`;
}

/** Whether something with an end is over; what has none never is. */
export function isOver(until: string | null | undefined, now: Date): boolean {
  return until != null && Date.parse(until) <= now.getTime();
}
