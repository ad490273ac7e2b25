import { useState } from "react";
import { type Api, content } from "@/api/client";
import { useApi } from "@/api/context";
import { ProblemError } from "@/api/problems";
import { toastDone, toastProblem } from "@/ui/toasts";
import { pause } from "../listing/patience";
import type { Place } from "../place";
import { counted } from "../selection";

/** More than this is a transfer's work, and browsers ask about each page that saves many files. */
export const mostDownloads = 50;

/** A click on a link before the last one has been answered calls that one off. */
const betweenClicks = 1500;

/** Saves objects, one after another, straight from the store. */
export function useDownload(place: Place) {
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const save = async (keys: readonly string[]) => {
    const never = new AbortController().signal;
    for (const [at, key] of keys.entries()) {
      if (at > 0) await pause(betweenClicks, never);
      await saveOne(api, place, key);
    }

    if (keys.length > 1) toastDone(`Your browser saves ${counted(keys.length, "file")}.`);
  };
  return {
    isBusy,
    save: (keys: readonly string[]) => {
      setBusy(true);
      save(keys).catch(toastProblem).finally(() => setBusy(false));
    },
  };
}

async function saveOne(api: Api, place: Place, key: string): Promise<void> {
  const { url } = await content(api.POST("/api/v1/nodes/{id}/objects/links", {
    params: { path: { id: place.node } }, body: { bucket: place.bucket, key, action: "Download" },
  }));
  await reach(url, place.node);
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.rel = "noopener noreferrer";
  link.click();
}

/** The link is followed in this tab: had the store no answer, the browser's own error would take the place of the portal. */
async function reach(url: string, node: string): Promise<void> {
  const answered = new AbortController();
  try {
    // The address is signed for a GET; of its answer, that there is one is enough.
    await fetch(url, { mode: "no-cors", credentials: "omit", cache: "no-store", signal: answered.signal });
    answered.abort();
  } catch {
    throw new ProblemError({
      status: 0,
      title: "The store cannot be reached from this browser",
      detail: `${new URL(url).origin} gave no answer, or the portal is not allowed to speak to it (Portal:ConnectSources).`,
      nextStep: `If it is in another network, use dtnbox there, or transfer to a site that you reach. The operator of ${node} knows.`,
      fields: {},
    });
  }
}
