import { toProblem } from "@/api/problems";
import type { ObjectLink } from "@/api/types";
import { corsCommand } from "../storeAccess";
import { isUnderWay, type NewUpload, tooLarge, type Upload } from "./upload";

/** So many files are sent at once: browsers open few connections to one store, and one file may fill the line. */
const atOnce = 2;

export interface UploadWays {
  sign(upload: NewUpload): Promise<ObjectLink>;
  send(link: ObjectLink, upload: NewUpload, onSent: (bytes: number) => void, signal: AbortSignal): Promise<void>;
}

/** Files on their way to stores. It outlives the screen: one can look at something else meanwhile. */
export class UploadQueue {
  private uploads: readonly Upload[] = [];
  private last = 0;
  private readonly under = new Map<number, AbortController>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly ways: UploadWays) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): readonly Upload[] => this.uploads;

  add(uploads: readonly NewUpload[]): void {
    this.set([...this.uploads, ...uploads.map((upload): Upload => {
      const problem = tooLarge(upload.file);
      return { ...upload, id: ++this.last, state: problem ? "failed" : "waiting", sentBytes: 0, problem };
    })]);
    this.goOn();
  }

  retry(id: number): void {
    this.change(id, { state: "waiting", sentBytes: 0, problem: undefined, remedy: undefined });
    this.goOn();
  }

  cancel(id: number): void {
    const under = this.under.get(id);
    if (under) under.abort();
    else this.change(id, { state: "cancelled" });
  }

  cancelAll(): void {
    this.uploads.filter(isUnderWay).forEach(({ id }) => this.cancel(id));
  }

  /** Forgets what is over. */
  clear(): void {
    this.set(this.uploads.filter(isUnderWay));
  }

  private goOn(): void {
    const next = this.uploads.find(({ state }) => state === "waiting");
    if (!next || this.under.size >= atOnce) return;
    void this.send(next).finally(() => this.goOn());
    this.goOn();
  }

  private async send(upload: Upload): Promise<void> {
    const under = new AbortController();
    this.under.set(upload.id, under);
    this.change(upload.id, { state: "sending" });
    let link: ObjectLink | undefined;
    try {
      link = await this.ways.sign(upload);
      under.signal.throwIfAborted();
      await this.ways.send(link, upload, (sentBytes) => this.change(upload.id, { sentBytes }), under.signal);
      this.change(upload.id, { state: "done", sentBytes: upload.file.size });
    } catch (error) {
      const problem = toProblem(error);
      // No status after a link was made: it was the store that gave no answer.
      const remedy = link && problem.status === 0 ? corsCommand(link.url, window.location.origin, upload.place.bucket) : undefined;
      this.change(upload.id, under.signal.aborted ? { state: "cancelled" } : { state: "failed", problem, remedy });
    } finally {
      this.under.delete(upload.id);
    }
  }

  private change(id: number, changes: Partial<Upload>): void {
    this.set(this.uploads.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)));
  }

  private set(uploads: readonly Upload[]): void {
    this.uploads = uploads;
    this.listeners.forEach((listener) => listener());
  }
}
