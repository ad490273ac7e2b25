import { describe, expect, it } from "vitest";
import { nothingYet, present, withGone, withTransfer } from "./liveList";
import { aTransfer } from "./testTransfer";
import { shows, type TransferFilter } from "./transferFilter";

const active: TransferFilter = { ended: false, state: undefined, search: undefined };
const ids = (...parts: Parameters<typeof present>) => present(...parts).map(({ id }) => id);

describe("present", () => {
  it("puts new ones at their place, and only those that match", () => {
    const live = [aTransfer({ id: "a" }), aTransfer({ id: "c", state: "Failed" })].reduce(withTransfer, nothingYet);
    expect(ids([aTransfer({ id: "b" })], false, live, active)).toEqual(["a", "b"]);
    expect(ids([aTransfer({ id: "b" })], false, live, { ...active, state: "Queued" })).toEqual(["b"]);
  });

  it("keeps a row that has ended, with its end, and drops one that is gone", () => {
    const loaded = [aTransfer({ id: "a" }), aTransfer({ id: "b" })];
    const live = withGone(withTransfer(nothingYet, aTransfer({ id: "a", state: "Succeeded" })), "b");
    expect(present(loaded, false, live, active)).toMatchObject([{ id: "a", state: "Succeeded" }]);
  });

  it("leaves those after the last row loaded to their page", () => {
    const live = withTransfer(nothingYet, aTransfer({ id: "z" }));
    expect(ids([aTransfer({ id: "b" })], true, live, active)).toEqual(["b"]);
    expect(ids([aTransfer({ id: "b" })], false, live, active)).toEqual(["b", "z"]);
  });
});

describe("shows", () => {
  it("looks for text in label, id and places", () => {
    const transfer = aTransfer({ label: "Run 7" });
    expect(["run 7", "T-1", "SITE-A:results/", "incoming"].map((search) => shows({ ...active, search }, transfer))).toEqual([true, true, true, true]);
    expect(shows({ ...active, search: "nowhere" }, transfer)).toBe(false);
    expect(shows({ ...active, ended: true }, transfer)).toBe(false);
  });
});
