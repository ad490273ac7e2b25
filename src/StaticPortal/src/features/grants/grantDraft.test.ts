import { describe, expect, it } from "vitest";
import { dayFrom, type GrantDraft, grantFaults, message, requestsOf } from "./grantDraft";

const now = new Date(2026, 0, 15, 12, 0, 0);
const draft: GrantDraft = {
  whom: "person", person: " alice@example.org ", rights: "Write", bucket: "incoming", prefix: "alice/", until: dayFrom(now, 30), note: "",
};

const faulty = (changes: Partial<GrantDraft>) =>
  Object.entries<string | undefined>(grantFaults({ ...draft, ...changes }, now)).filter(([, fault]) => fault !== undefined).map(([field]) => field);

describe("grantFaults", () => {
  it("finds nothing in what the API takes", () => {
    expect(faulty({})).toEqual([]);
    expect(faulty({ person: "u-0123456789abcdef" })).toEqual([]);
    expect(faulty({ whom: "everyone", person: "" })).toEqual([]);
    expect(faulty({ until: dayFrom(now, 0) })).toEqual([]);
    expect(faulty({ until: dayFrom(now, 366) })).toEqual([]);
  });

  it("names each field that the API would refuse", () => {
    expect(faulty({ person: "Alice Miller" })).toEqual(["person"]);
    expect(faulty({ bucket: "x" })).toEqual(["bucket"]);
    expect(faulty({ prefix: "ä".repeat(513) })).toEqual(["prefix"]);
    expect(faulty({ until: dayFrom(now, -1) })).toEqual(["until"]);
    expect(faulty({ until: dayFrom(now, 367) })).toEqual(["until"]);
    expect(faulty({ until: "" })).toEqual(["until"]);
    expect(faulty({ note: "x".repeat(201) })).toEqual(["note"]);
  });
});

describe("requestsOf", () => {
  it("makes one request a right", () => {
    expect(requestsOf({ ...draft, rights: "both" }, now).map(({ right }) => right)).toEqual(["Read", "Write"]);
    expect(requestsOf(draft, now)).toEqual([{
      to: "alice@example.org", right: "Write", bucket: "incoming", prefix: "alice/", until: new Date(2026, 1, 14, 23, 59, 59).toISOString(), note: null,
    }]);
  });

  it("gives everyone what is for everyone", () => {
    expect(requestsOf({ ...draft, whom: "everyone" }, now)[0]?.to).toBe("everyone");
  });
});

describe("message", () => {
  it("says what, where, until when and how", () => {
    const text = message("site-b", requestsOf({ ...draft, rights: "both" }, now), "https://portal.example/nodes/shared");
    expect(text).toContain("take data from and send data to site-b:incoming/alice/ until 2026-02-1");
    expect(text).toContain("Sign in as alice@example.org at https://portal.example/nodes/shared");
  });
});
