import { ProblemError } from "@/api/problems";
import type { ObjectLink } from "@/api/types";
import { storeSilent } from "../storeAccess";
import type { NewUpload } from "./upload";

/** Sends a file straight to the store. XMLHttpRequest, because fetch() cannot tell how much has been sent. */
export function sendFile(
  { url, method }: ObjectLink, { file, place }: NewUpload, onSent: (bytes: number) => void, signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const off = () => request.abort();
    const fail = (error: Error) => {
      signal.removeEventListener("abort", off);
      reject(error);
    };
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onabort = () => fail(new DOMException("Called off", "AbortError"));
    request.onerror = () => fail(new ProblemError(storeSilent(url, window.location.origin, place.node)));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        signal.removeEventListener("abort", off);
        resolve();
      } else {
        fail(new ProblemError(refused(request)));
      }
    };
    signal.addEventListener("abort", off, { once: true });
    request.open(method, url);
    // The browser says the file's type; it is not part of what was signed.
    request.send(file);
  });
}

function refused({ status, responseText }: XMLHttpRequest) {
  const said = /<Message>([^<]*)<\/Message>/.exec(responseText)?.[1] ?? /<Code>([^<]*)<\/Code>/.exec(responseText)?.[1];
  return {
    status,
    title: `The store refused the file (${status})`,
    detail: said ?? "It gave no reason.",
    nextStep: status === 403 ? "Try again: the address may have expired. If it lasts, the keys of the site may not write here." : "Try again; if it lasts, tell the operator of the site.",
    fields: {},
  };
}
