import { describe, expect, it } from "vitest";
import type { Agent, Node } from "@/api/types";
import { lastSeen, statusOf, versions } from "./nodeFacts";

function agent(changes: Partial<Agent>): Agent {
  return { id: "a", hostName: "dtn", version: "1.0", enrolledAt: "2026-01-01T00:00:00Z", lastSeenAt: null, online: false, ...changes };
}

function node(changes: Partial<Node>): Node {
  return {
    id: "site-a", displayName: "Site A", owner: "u-1", createdAt: "2026-01-01T00:00:00Z", online: false, agents: [],
    store: { endpoint: "https://s3.example", region: "us-east-1", addressing: "Path", accessKey: null }, ...changes,
  };
}

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
