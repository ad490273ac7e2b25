import type { StoreFindings } from "@/api/types";
import { formatBytes, formatSeconds } from "@/ui/format";

export interface Capability {
  readonly name: string;
  /** Whether it is as one would wish; null for what is neither good nor bad. */
  readonly good: boolean | null;
  /** What follows from it. */
  readonly text: string;
}

/** From how far on a store's clock is worth a word; requests are refused from about 15 minutes on. */
const clockTolerance = 60;

/** What a probe found, each with what it means for transfers. docs/nodes.md says how it was tried. */
export function capabilitiesOf(found: StoreFindings): Capability[] {
  const { capabilities: can } = found;
  return [
    when("Multipart uploads", can.multipart, "Large objects are sent in parts.", "Large objects go in one piece."),
    when("Resume", can.listParts, "A broken large object goes on from its finished parts.", "A broken large object begins anew."),
    when("Abort", can.abortUpload, "A stopped transfer leaves nothing behind.", "Open uploads stay when a transfer is stopped: let the store remove them."),
    when("Ranges", can.rangedGet, "Large objects are read in parallel parts.", "Large objects are read in one piece."),
    when("Signed addresses", found.presignedPut, "Objects can be written at addresses that carry their own signature.", "Nothing can be written without its keys: senders are given them."),
    addedHeaders(can.addedHeaders),
    when("Write only what is new", found.conditionalPut, "Nothing is written over by mistake.", "It cannot refuse to write over what is there."),
    when("Tags", can.tagging ?? false, "Objects keep their tags.", "Tags are lost; transfers say so."),
    when("Checksums", found.checksums.length > 0, `It checks what arrives: ${found.checksums.join(", ")}.`, "It checks nothing that arrives; agents do."),
    { name: "Versions", good: null, text: versions[found.versioning] },
    { name: "Largest part", good: null, text: found.largestPartBytes == null ? "Not known." : `Up to ${formatBytes(found.largestPartBytes)}.` },
    clock(found.clockDifferenceSeconds),
  ];
}

const versions: Record<StoreFindings["versioning"], string> = {
  Unknown: "It does not say whether it keeps what is written over.",
  Off: "What is written over is gone.",
  Enabled: "What is written over is kept, and takes room.",
  Suspended: "Versions from before are kept; no new ones.",
};

function when(name: string, good: boolean, yes: string, no: string): Capability {
  return { name, good, text: good ? yes : no };
}

function addedHeaders(does: StoreFindings["capabilities"]["addedHeaders"]): Capability {
  const name = "Added headers";
  switch (does) {
    case "Refused": return { name, good: true, text: "It refuses what was not signed: signed addresses are safe to give." };
    case "RefusedIfNamed": return { name, good: true, text: "It refuses what a signature names as absent: signed addresses are safe to give." };
    case "Taken": return { name, good: false, text: "It takes what was not signed: transfers to it share keys instead." };
    default: return { name, good: null, text: "Not known." };
  }
}

function clock(ahead: number): Capability {
  const far = Math.abs(ahead);
  return far <= clockTolerance
    ? { name: "Clock", good: true, text: "It agrees with the agent's." }
    : { name: "Clock", good: false, text: `It is ${formatSeconds(far)} ${ahead > 0 ? "ahead of" : "behind"} the agent's: set one of them right, or requests will be refused.` };
}
