import { describe, expect, it } from "vitest";
import type { Agent } from "@/api/types";
import { testAgent, testNode } from "../testNode";
import { adviceFor } from "./advice";

const now = new Date("2026-01-01T12:00:00Z");
const facts: NonNullable<Agent["facts"]> = {
  version: "1.0", hostName: "dtn", operatingSystem: "Debian", architecture: "X64", cores: 4, memoryBytes: 1, startedAt: "2026-01-01T00:00:00Z",
};
const well = testAgent({ online: true, lastSeenAt: "2026-01-01T11:59:59Z", facts });

const titles = (...agents: Agent[]) => adviceFor(testNode({ agents, online: agents.some((one) => one.online) }), now).map((one) => one.title);

describe("adviceFor", () => {
  it("has nothing to say of a node that is well", () => expect(titles(well)).toEqual([]));

  it("notices that nobody joined, or is there", () => {
    expect(titles()).toEqual(["No agent has joined"]);
    expect(titles({ ...well, online: false, lastSeenAt: "2026-01-01T11:55:00Z" })).toEqual(["The agent on dtn was last heard 5 min ago"]);
  });

  it("leaves revoked agents alone", () => {
    expect(titles(well, testAgent({ id: "site-a.2", revokedAt: "2026-01-01T00:00:00Z", version: "0.1" }))).toEqual([]);
  });

  it("notices disks that are nearly full", () => {
    const full = { ...well, facts: { ...facts, state: { freeBytes: 1024, totalBytes: 1e12 }, store: { freeBytes: 1024 ** 3, totalBytes: 100 * 1024 ** 3 } } };
    expect(titles(full)).toEqual(["dtn has 1.00 KiB left for the agent's state", "The store has 1.00 GiB of 100 GiB left"]);
  });

  it("puts the worst first, and passes on what the control plane warns of", () => {
    const store = { ...testNode().store, warnings: ["plain http"] };
    const found = adviceFor(testNode({ agents: [well, testAgent({ id: "site-a.2", version: "1.1", online: true })], online: true, store, probe: {
      at: "2026-01-01T00:00:00Z", agent: "site-a.1", bucket: "b", faults: [], findings: {
        capabilities: { multipart: true, listParts: true, abortUpload: true, rangedGet: true, addedHeaders: "Refused", canResume: true },
        presignedPut: true, conditionalPut: true, checksums: [], versioning: "Off", largestPartBytes: null, clockDifferenceSeconds: 1200,
      },
    } }), now);
    expect(found.map((one) => one.tone)).toEqual(["bad", "warning", "warning"]);
    expect(found[0]?.title).toBe("The store's clock is 20 min ahead of the agent's");
    expect(found[2]?.todo).toBe("plain http");
  });
});
