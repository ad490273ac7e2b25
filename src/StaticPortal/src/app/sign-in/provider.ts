import { paths } from "../paths";

// The name only, and only for this tab: it lets a reload go through the provider's own session without a click.
const key = "dtnbox.provider";

export function rememberedProvider(): string | undefined {
  return sessionStorage.getItem(key) ?? undefined;
}

export function rememberProvider(name: string): void {
  sessionStorage.setItem(key, name);
}

export function forgetProvider(): void {
  sessionStorage.removeItem(key);
}

/** Where the person wanted to go; the address of the redirect is nowhere. */
export function presentPlace(): string {
  const { pathname, search, hash } = window.location;
  return pathname === paths.signedIn ? paths.home : pathname + search + hash;
}

/** Whether the provider has just sent the person back. */
export function isReturning(): boolean {
  return window.location.pathname === paths.signedIn;
}
