import { useState } from "react";
import { useApi } from "@/api/context";
import { toastProblem } from "@/ui/toasts";
import { folderOf, type Place } from "../place";
import type { NamedFile } from "./droppedFiles";
import { existingOf } from "./existing";
import { askToOverwrite } from "./OverwriteQuestion";
import { useUploadQueue } from "./useUploads";

/** Puts files into the queue, after asking about names that are taken. */
export function useStartUploads(place: Place) {
  const api = useApi();
  const queue = useUploadQueue();
  const [isChecking, setChecking] = useState(false);

  const start = async (files: readonly NamedFile[]) => {
    const uploads = files.map(({ file, name }) => ({ file, place, key: folderOf(place.prefix) + name }));
    const existing = await existingOf(api, place, uploads.map(({ key }) => key), new AbortController().signal);
    const answer = existing.size === 0 ? "overwrite" : await askToOverwrite([...existing], uploads.length);
    if (answer !== "cancel") queue.add(uploads.filter(({ key }) => answer === "overwrite" || !existing.has(key)));
  };
  return {
    isChecking,
    start: (files: Promise<readonly NamedFile[]>) => {
      setChecking(true);
      files.then(start).catch(toastProblem).finally(() => setChecking(false));
    },
  };
}
