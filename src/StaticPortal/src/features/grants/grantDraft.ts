import type { CreateGrant, Right } from "@/api/types";
import { placeText } from "@/ui/placeText";

/** A grant as it is being entered. Both rights make two. */
export interface GrantDraft {
  readonly whom: "person" | "everyone";
  readonly person: string;
  readonly rights: "Read" | "Write" | "both";
  readonly bucket: string;
  readonly prefix: string;
  /** The last day, "YYYY-MM-DD" in the person's own zone. */
  readonly until: string;
  readonly note: string;
}

export type GrantFaults = Partial<Record<keyof GrantDraft, string>>;

const longestDays = 366;
const dayMs = 86_400_000;

/** What the control plane would refuse, by its own rules (GrantRules), said while one types. */
export function grantFaults(draft: GrantDraft, now: Date): GrantFaults {
  const end = Date.parse(endOf(draft.until, now));
  return {
    person: draft.whom === "everyone" || isPerson(draft.person.trim()) ? undefined : "Give an e-mail address, or a user's id such as u-0123456789abcdef.",
    bucket: /^[a-zA-Z0-9][a-zA-Z0-9._-]{2,62}$/.test(draft.bucket) ? undefined : "Give a bucket's name: 3 to 63 of a-z 0-9 . - _.",
    prefix: new TextEncoder().encode(draft.prefix).length <= 1024 ? undefined : "At most 1,024 bytes.",
    until: end > now.getTime() && end <= now.getTime() + longestDays * dayMs ? undefined : `Give a day from today on, at most ${longestDays} days away.`,
    note: draft.note.length <= 200 ? undefined : "At most 200 characters.",
  };
}

/** What is sent: one request for each right. */
export function requestsOf(draft: GrantDraft, now: Date): CreateGrant[] {
  const rights: Right[] = draft.rights === "both" ? ["Read", "Write"] : [draft.rights];
  return rights.map((right) => ({
    to: draft.whom === "everyone" ? "everyone" : draft.person.trim(),
    right,
    bucket: draft.bucket,
    prefix: draft.prefix,
    until: endOf(draft.until, now),
    note: draft.note.trim() === "" ? null : draft.note.trim(),
  }));
}

/** What the giver can tell the receiver. */
export function message(nodeId: string, grants: readonly CreateGrant[], portal: string): string {
  const [first] = grants;
  if (first === undefined) return "";
  const may = grants.map(({ right }) => (right === "Write" ? "send data to" : "take data from")).join(" and ");
  return `You may ${may} ${placeText({ nodeId, bucket: first.bucket, prefix: first.prefix ?? "" })} until ${first.until.slice(0, 10)}. `
    + `Sign in${first.to.includes("@") ? ` as ${first.to}` : ""} at ${portal} and look under "Shared with me".`;
}

/** A day so many days from now, as date fields have it. */
export function dayFrom(now: Date, days: number): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (figure: number) => figure.toString().padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The end of a day where the person is; the last day allowed ends with what is allowed. */
function endOf(day: string, now: Date): string {
  const [year = NaN, month = NaN, date = NaN] = day.split("-").map(Number);
  const end = new Date(year, month - 1, date, 23, 59, 59);
  if (Number.isNaN(end.getTime())) return "";
  const last = new Date(now.getTime() + longestDays * dayMs - 60_000);
  return (day === dayFrom(now, longestDays) && end > last ? last : end).toISOString();
}

function isPerson(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text) || /^[A-Za-z0-9][\w.-]{0,255}$/.test(text);
}
