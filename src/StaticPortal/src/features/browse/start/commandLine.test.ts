import { describe, expect, it } from "vitest";
import { commandNote, startCommand } from "./commandLine";
import { emptyForm } from "./form";
import type { Plan } from "./plan";

const plan: Plan = {
  source: { nodeId: "site-a", bucket: "data", prefix: "results/" },
  destination: { nodeId: "site-b", bucket: "in", prefix: "" },
  take: { kind: "all" },
};
const named = (folders: string[], objects: string[]): Plan => ({ ...plan, take: { kind: "named", folders, objects } });

describe("startCommand", () => {
  it("says no more than what differs from the defaults", () => {
    expect(startCommand(plan, emptyForm)).toBe("dtnbox transfer start site-a:data/results/ site-b:in/");
  });

  it("gives options as the drawer has them", () => {
    const form = { ...emptyForm, label: "Ada's", sync: "Missing", include: "*.h5", exclude: "tmp/**", kind: "DryRun" } as const;
    expect(startCommand(plan, form)).toBe(
      "dtnbox transfer start site-a:data/results/ site-b:in/ --label 'Ada'\\''s' --sync Missing --exclude 'tmp/**' --include '*.h5' --dry-run",
    );
  });

  it("names a few objects in the line, whatever is in their names", () => {
    expect(startCommand(named([], ["a b", "c\nd"]), emptyForm)).toBe(
      "printf '%s\\0' 'a b' $'c\\u000ad' | dtnbox transfer start site-a:data/results/ site-b:in/ --keys-from0 -",
    );
  });

  it("takes folders by rules, and by a list when inclusions come on top", () => {
    expect(startCommand(named(["x/", "y/"], []), emptyForm)).toMatch(/--include 'x\/\*\*' --include 'y\/\*\*' --exclude '\*\*'$/);
    const form = { ...emptyForm, include: "*.h5" };
    expect(startCommand(named(["x/", "y/"], []), form)).toMatch(/--include '\*.h5' --keys-from0 keys.txt$/);
    expect(commandNote(named(["x/", "y/"], []), form)).toMatch(/keys\.txt/);
  });

  it("caps what it has started", () => {
    expect(startCommand(plan, { ...emptyForm, cap: { figure: 50, unit: "MiB/s" } })).toBe(
      "id=$(dtnbox transfer start site-a:data/results/ site-b:in/ --json | jq -r .id)\ndtnbox transfer limit \"$id\" 50MiB/s",
    );
  });

  it("makes a schedule", () => {
    expect(startCommand(plan, { ...emptyForm, when: "repeat" })).toMatch(/^dtnbox schedule add site-a:data\/results\/ site-b:in\/ --cron '0 2 \* \* \*' --time-zone \S+$/);
    expect(commandNote(plan, { ...emptyForm, when: "repeat", cap: { figure: 5, unit: "MiB/s" } })).toMatch(/cannot cap/);
  });
});
