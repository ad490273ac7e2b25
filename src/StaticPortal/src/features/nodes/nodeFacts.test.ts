import { describe, expect, it } from "vitest";
import { lastSeen, statusOf, versions } from "./nodeFacts";
import { testAgent as agent, testNode as node } from "./testNode";

describe("statusOf", () => {
  it("tells a node without agents from one whose agents are away", () => {
    expect(statusOf(node({}))).toBe("empty");
    expect(statusOf(node({ agents: [agent({ revokedAt: "2026-01-02T00:00:00Z" })] }))).toBe("empty");
    expect(statusOf(node({ agents: [agent({})] }))).toBe("offline");
  });

  it("says that a connected node is drained", () => {
    expect(statusOf(node({ agents: [agent({ online: true })], online: true }))).toBe("online");
    expect(statusOf(node({ agents: [agent({ online: true })], online: true, drainingSince: "2026-01-02T00:00:00Z" }))).toBe("draining");
  });
});

describe("lastSeen", () => {
  it("is that of the agent that was heard last, whatever the fractions of seconds", () => {
    const agents = ["2026-01-01T10:00:00.5Z", "2026-01-01T10:00:00Z", "2026-01-01T12:00:00+03:00"].map((at) => agent({ lastSeenAt: at }));
    expect(lastSeen(node({ agents }))).toBe("2026-01-01T10:00:00.5Z");
  });
});

describe("versions", () => {
  it("names each once, and none of revoked agents", () => {
    const agents = [agent({}), agent({ version: "1.1" }), agent({}), agent({ version: "0.9", revokedAt: "2026-01-02T00:00:00Z" })];
    expect(versions(node({ agents }))).toEqual(["1.0", "1.1"]);
  });
});
