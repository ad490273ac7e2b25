/** What the portal must know before it can ask the control plane anything: GET /config.json. */
export interface PortalConfig {
  /** Where /api lies: an origin, or empty for the portal's own; without a slash at the end. */
  readonly apiBase: string;
}

export async function loadConfig(signal?: AbortSignal): Promise<PortalConfig> {
  const response = await fetch("/config.json", { signal, cache: "no-cache", headers: { accept: "application/json" } });
  if (!response.ok) {
    throw new Error(`/config.json was answered with ${response.status}.`);
  }

  return readConfig(await response.json(), window.location.origin);
}

export function readConfig(content: unknown, origin: string): PortalConfig {
  const apiBase = typeof content === "object" && content !== null && "apiBase" in content ? content.apiBase : undefined;
  if (typeof apiBase !== "string") {
    throw new Error("/config.json must have an 'apiBase': the address of the control plane, or \"/\" for the portal's own.");
  }

  const address = URL.canParse(apiBase, origin) ? new URL(apiBase, origin) : undefined;
  if (!address || !["http:", "https:"].includes(address.protocol)) {
    throw new Error(`'apiBase' of /config.json is '${apiBase}', and must be an http or https address, or "/".`);
  }

  const base = address.href.replace(/\/+$/, "");
  return { apiBase: base === origin ? "" : base };
}
