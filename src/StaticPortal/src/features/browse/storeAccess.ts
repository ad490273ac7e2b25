import type { Problem } from "@/api/problems";

/** What an operator does so that browsers reach a store. */
export const corsSection = "docs/browse.md, “Letting browsers in (CORS)”";

/**
 * A store that gave the page no answer. Browsers keep from scripts whether it was not reached or did not allow the page,
 * so both are named.
 */
export function storeSilent(url: string, origin: string, node: string): Problem {
  const store = new URL(url).origin;
  const mixed = origin.startsWith("https:") && store.startsWith("http:");
  return {
    status: 0,
    title: "The store did not let this browser in",
    detail: mixed
      ? `The store ${store} has no https, and browsers send nothing from an https page to such an address.`
      : `${store} gave this page no answer that it may read. Either its CORS rules do not allow ${origin}, or the portal is not allowed to speak to it (Portal:ConnectSources), or it cannot be reached from this computer.`,
    nextStep: mixed
      ? `The operator of ${node} gives the store https.`
      : `The operator of ${node} runs the command below once (${corsSection}). If it is set already, check that this computer reaches ${store}.`,
    fields: {},
  };
}

/** The command that lets pages of an origin upload to a bucket, and read what came of it. */
export function corsCommand(url: string, origin: string, bucket: string): string {
  const rules = {
    CORSRules: [{ AllowedOrigins: [origin], AllowedMethods: ["GET", "PUT", "HEAD"], AllowedHeaders: ["*"], ExposeHeaders: ["ETag"], MaxAgeSeconds: 3600 }],
  };
  return `aws --endpoint-url ${new URL(url).origin} s3api put-bucket-cors --bucket ${bucket} --cors-configuration '${JSON.stringify(rules)}'`;
}
