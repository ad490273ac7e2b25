import { expect, it } from "vitest";
import { aTransfer } from "./testTransfer";
import { timelineOf } from "./timeline";

it("tells what happened, the newest first", () => {
  const transfer = aTransfer({
    state: "Failed", attempt: 2, startedAt: "2026-01-01T00:00:05Z", endedAt: "2026-01-01T00:10:00Z",
    fault: { code: "wrong_keys", message: "The store refuses the key.", nextStep: "Enter the right one." },
  });
  const happenings = timelineOf(transfer, [], [{
    at: "2026-01-01T00:01:00Z", store: "http://store", knob: "PartsInFlight", from: 4, to: 8, sentence: "8 parts at once: it went faster.", agent: "site-a/one",
  }]);
  expect(happenings.map(({ text }) => text)).toEqual(["Failed, in attempt 2", "8 parts at once: it went faster.", "Began", "Accepted"]);
  expect(happenings[0]?.more).toBe("The store refuses the key.");
});
