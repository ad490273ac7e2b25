import { describe, expect, it } from "vitest";
import { testAgent, testNode } from "../testNode";
import { agentCommand, joiningOf } from "./joining";

const first = testAgent({ id: "site-a.1", online: true });

describe("joiningOf", () => {
  it("waits while only the agents are there that were there before", () => {
    expect(joiningOf(testNode({ agents: [] }), new Set())).toEqual({ state: "waiting", connected: [] });
    expect(joiningOf(testNode({ agents: [first] }), new Set([first.id]))).toEqual({ state: "waiting", connected: [first] });
  });

  it("tells an agent that has used its code from one that was heard", () => {
    expect(joiningOf(testNode({ agents: [{ ...first, online: false }] }), new Set()).state).toBe("enrolled");
    expect(joiningOf(testNode({ agents: [first] }), new Set()).state).toBe("connected");
  });

  it("sees a second agent join, and no revoked one", () => {
    const second = testAgent({ id: "site-a.2", online: true });
    expect(joiningOf(testNode({ agents: [first, second] }), new Set([first.id]))).toEqual({ state: "connected", agent: second });
    const gone = { ...second, revokedAt: "2026-01-01T00:00:00Z" };
    expect(joiningOf(testNode({ agents: [first, gone] }), new Set([first.id])).state).toBe("waiting");
  });
});

it("agentCommand is safe in a shell, whatever the address", () => {
  expect(agentCommand("https://dtn.example/it's", "code_1")).toBe([
    "export Agent__ControlPlane='https://dtn.example/it'\\''s/'",
    "export Agent__EnrollmentCode='code_1'",
    "export Agent__StateDirectory=\"$HOME/dtnbox-agent\"",
    "DtnBox.ControllerAgent",
  ].join("\n"));
});
