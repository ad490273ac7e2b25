import { paths } from "../paths";

const key = "dtnbox.invitation";

/** Takes the code out of an invitation link and out of the address, and keeps it in this tab until it is used. */
export function takeInvitation(): void {
  const { pathname, hash } = window.location;
  if (pathname !== paths.join) {
    return;
  }

  if (hash.length > 1) {
    sessionStorage.setItem(key, decode(hash.slice(1)));
  }

  window.history.replaceState(null, "", paths.home);
}

export function heldInvitation(): string | undefined {
  return sessionStorage.getItem(key) ?? undefined;
}

export function dropInvitation(): void {
  sessionStorage.removeItem(key);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A link that was cut in the middle of an escape: the server will say that it knows no such code.
    return text;
  }
}
