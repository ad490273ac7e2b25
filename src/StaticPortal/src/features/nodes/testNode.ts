import type { Agent, Node } from "@/api/types";

/** An agent for tests: never heard, otherwise in order. */
export function testAgent(changes: Partial<Agent> = {}): Agent {
  return { id: "site-a.1", hostName: "dtn", version: "1.0", enrolledAt: "2026-01-01T00:00:00Z", lastSeenAt: null, online: false, ...changes };
}

/** A node for tests, without agents, as others than its owner see it. */
export function testNode(changes: Partial<Node> = {}): Node {
  return {
    id: "site-a", displayName: "Site A", owner: "u-1", createdAt: "2026-01-01T00:00:00Z", online: false, agents: [],
    store: { endpoint: "https://s3.example", region: "us-east-1", addressing: "Path", accessKey: null }, ...changes,
  };
}
