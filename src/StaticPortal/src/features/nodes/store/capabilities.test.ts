import { describe, expect, it } from "vitest";
import type { StoreFindings } from "@/api/types";
import { capabilitiesOf } from "./capabilities";

const found: StoreFindings = {
  capabilities: { multipart: true, listParts: true, abortUpload: true, rangedGet: true, tagging: false, addedHeaders: "Taken", canResume: true },
  presignedPut: true, conditionalPut: true, checksums: ["Sha256"], versioning: "Off", largestPartBytes: 5 * 1024 ** 3, clockDifferenceSeconds: -2,
};

const named = (name: string, changes: Partial<StoreFindings> = {}) => capabilitiesOf({ ...found, ...changes }).find((one) => one.name === name);

describe("capabilitiesOf", () => {
  it("says of each what it means, good or not", () => {
    expect(named("Multipart uploads")).toMatchObject({ good: true });
    expect(named("Tags")).toMatchObject({ good: false, text: "Tags are lost; transfers say so." });
    expect(named("Largest part")?.text).toBe("Up to 5.00 GiB.");
    expect(capabilitiesOf(found).every((one) => one.text !== "")).toBe(true);
  });

  it("warns of a store that signed addresses give too much away of", () => {
    expect(named("Added headers")?.good).toBe(false);
  });

  it("lets clocks differ by a minute", () => {
    expect(named("Clock")?.good).toBe(true);
    expect(named("Clock", { clockDifferenceSeconds: -600 })?.text).toContain("10 min behind");
  });
});
