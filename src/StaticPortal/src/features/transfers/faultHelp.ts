import type { Fault } from "@/api/types";

/** Who must act on a fault, and what it is called; the control plane's own table is docs/faults.md. */
interface Help {
  readonly title: string;
  readonly who: string;
}

const owner = "Whoever started the transfer";
const operator = "The operator of the store";
const table: Readonly<Record<string, Help>> = {
  wrong_keys: { title: "The store does not take the keys", who: "The site's administrator, who enters the right keys at the node" },
  access_denied: { title: "The keys may not do this", who: "The owner of the bucket, who allows it" },
  bucket_missing: { title: "The bucket does not exist", who: owner },
  store_unreachable: { title: "The store cannot be reached", who: operator },
  destination_full: { title: "The destination is full", who: `${operator}, who makes room or raises the quota` },
  source_deleted: { title: "Deleted at the source after it was listed", who: owner },
  source_missing: { title: "The source has no such object", who: owner },
  source_changed: { title: "It kept changing at the source", who: "Whoever writes there, who pauses" },
  checksum_mismatch: { title: "The bytes at the destination are not those that were read", who: "Nobody, unless it persists" },
  destination_missing: { title: "It is gone at the destination", who: "Whoever deletes there" },
  throttled: { title: "The store slows the transfer down", who: "Nobody; fewer objects in flight help" },
  store_error: { title: "The store answered with an error", who: operator },
  not_supported: { title: "The destination cannot take an object of this size or name", who: owner },
  nothing_found: { title: "Nothing is there to copy", who: owner },
  still_running: { title: "The one before was still running", who: owner },
  deadline_passed: { title: "The deadline passed", who: owner },
  too_many_extras: { title: "More extras than may be deleted", who: owner },
  extras_kept: { title: "Extras were not deleted, because something else failed", who: owner },
  extra_changed: { title: "The extra object was written again", who: owner },
  grant_missing: { title: "A right is missing", who: "Whoever manages the site, who grants it" },
  internal: { title: "Something in DtnBox went wrong", who: "Whoever runs this DtnBox" },
};

/** A code that this page does not know yet is shown as it is. */
export function helpFor({ code }: Pick<Fault, "code">): Help {
  return table[code] ?? { title: code.replaceAll("_", " "), who: "Whoever the next step names" };
}
