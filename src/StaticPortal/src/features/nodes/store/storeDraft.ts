import type { AddressingStyle, StoreSettings } from "@/api/types";

/** A store as it is being typed. The secret lives here until it is sent, and nowhere else. */
export interface StoreDraft {
  readonly endpoint: string;
  readonly region: string;
  readonly addressing: AddressingStyle;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly caCertificate: string;
  readonly probeBucket: string;
}

export const emptyStore: StoreDraft = {
  endpoint: "", region: "", addressing: "Path", accessKey: "", secretKey: "", caCertificate: "", probeBucket: "",
};

export type StoreFaults = Partial<Record<keyof StoreDraft, string>>;

/** What the control plane would refuse, by its own rules (NodeRules), said while one types. */
export function storeFaults(draft: StoreDraft): StoreFaults {
  return {
    endpoint: isEndpoint(draft.endpoint) ? undefined : "Give an http or https address without path, query or user, for example https://s3.site-a.example.",
    region: draft.region === "" || /^[a-z0-9-]{1,40}$/.test(draft.region) ? undefined : "Use 1 to 40 of a-z 0-9 -, or leave it empty for us-east-1.",
    accessKey: draft.accessKey.length >= 1 && draft.accessKey.length <= 256 ? undefined : "Give 1 to 256 characters.",
    secretKey: draft.secretKey.length >= 1 && draft.secretKey.length <= 1024 ? undefined : "Give 1 to 1024 characters.",
    caCertificate: caFault(draft.caCertificate),
    probeBucket: draft.probeBucket === "" || isBucket(draft.probeBucket) ? undefined : "A bucket's name has 3 to 63 of a-z A-Z 0-9 . _ -.",
  };
}

export function isBucket(name: string): boolean {
  return /^[a-zA-Z0-9][a-zA-Z0-9._-]{2,62}$/.test(name);
}

/** What is wrong with pasted CA certificates; whether they are a CA's only the control plane can tell. */
export function caFault(pem: string): string | undefined {
  if (pem.trim() === "") return undefined;
  if (pem.includes("PRIVATE KEY")) return "This holds a private key, which must not leave its owner. Take the certificate alone, and replace that key.";
  if (pem.length > 30_000) return "This is too long: 30,000 characters at most.";
  return pem.includes("-----BEGIN CERTIFICATE-----") ? undefined : "Paste certificates in PEM form: -----BEGIN CERTIFICATE----- and so on.";
}

export function hasFaults(faults: StoreFaults): boolean {
  return Object.values<string | undefined>(faults).some((fault) => fault !== undefined);
}

/** As the API takes it: what was left empty is left out, and a CA means nothing without TLS. */
export function settingsOf(draft: StoreDraft): StoreSettings {
  const endpoint = draft.endpoint.trim();
  return {
    endpoint,
    region: given(draft.region),
    addressing: draft.addressing,
    accessKey: draft.accessKey,
    secretKey: draft.secretKey,
    caCertificate: usesTls(endpoint) ? given(draft.caCertificate) : null,
    probeBucket: given(draft.probeBucket),
  };
}

export function usesTls(endpoint: string): boolean {
  return endpoint.trim().toLowerCase().startsWith("https:");
}

function given(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text.trim())) return false;
  const url = new URL(text.trim());
  return (url.protocol === "http:" || url.protocol === "https:")
    && /^https?:\/\//i.test(text.trim())
    && url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
}
