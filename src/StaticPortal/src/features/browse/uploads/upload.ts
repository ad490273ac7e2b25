import type { Problem } from "@/api/problems";
import type { Place } from "../place";

/** What S3 takes in one piece. */
export const largestUpload = 5 * 1024 ** 3;

export interface NewUpload {
  readonly file: File;
  readonly place: Place;
  /** The whole key that the file gets. */
  readonly key: string;
}

export type UploadState = "waiting" | "sending" | "done" | "failed" | "cancelled";

export interface Upload extends NewUpload {
  readonly id: number;
  readonly state: UploadState;
  readonly sentBytes: number;
  readonly problem?: Problem;
  /** What the store's operator runs when the store does not let the browser in. */
  readonly remedy?: string;
}

export function isUnderWay({ state }: Upload): boolean {
  return state === "waiting" || state === "sending";
}

/** Why a file cannot be sent at all. */
export function tooLarge(file: File): Problem | undefined {
  return file.size <= largestUpload ? undefined : {
    status: 0,
    title: "Too large for a browser",
    detail: "A store takes at most 5 GiB in one piece, and a browser sends in one piece.",
    nextStep: "Send it with a tool that sends parts (aws s3 cp, rclone), or put it into a store beside a site and start a transfer from there.",
    fields: {},
  };
}
