import type { Transfer } from "@/api/types";
import { isAtRest } from "./orders";
import { type Pace, paceOf, type Sample, sampleOf } from "./pace";

/** How long a history is kept of what was seen of a transfer, in milliseconds. */
const longest = 3_600_000;
/** Two views in so short a time are one sample. */
const closest = 500;
/** How many transfers are remembered; the one that was not looked at for longest goes first. */
const mostTransfers = 200;

interface Entry {
  attempt: number;
  samples: Sample[];
}

/** What this page has seen of transfers, for rates and charts: lists and details share it, so that neither begins anew. */
export class PaceBook {
  readonly #entries = new Map<string, Entry>();

  /** Enters a view, or the same once more to say that nothing has changed. */
  see(transfer: Transfer, at: number): void {
    if (isAtRest(transfer.state)) {
      return;
    }

    const entry = this.#entries.get(transfer.id);
    const sample = sampleOf(transfer, at);
    const last = entry?.samples.at(-1);
    this.#entries.delete(transfer.id);
    if (!entry || !last || entry.attempt !== transfer.attempt || sample.work < last.work) {
      // New, restarted, or an upload that had to begin again: what was measured before says nothing now.
      this.#entries.set(transfer.id, { attempt: transfer.attempt, samples: [sample] });
    } else {
      if (at - last.at < closest && entry.samples.length > 1) entry.samples.pop();
      entry.samples.push(sample);
      entry.samples = entry.samples.filter((kept) => at - kept.at <= longest);
      this.#entries.set(transfer.id, entry);
    }

    const oldest = this.#entries.size > mostTransfers ? this.#entries.keys().next().value : undefined;
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  paceOf(transfer: Transfer): Pace {
    const entry = this.#entries.get(transfer.id);
    return entry?.attempt === transfer.attempt && !isAtRest(transfer.state) ? paceOf(transfer, entry.samples) : {};
  }

  samplesOf(id: string): readonly Sample[] {
    return this.#entries.get(id)?.samples ?? [];
  }
}

/** The page's own. */
export const paceBook = new PaceBook();
