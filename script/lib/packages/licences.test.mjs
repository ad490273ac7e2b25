import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { packagesOf } from "./installed.mjs";
import { isAllowed, judge } from "./licences.mjs";
import * as rules from "./licence-rules.mjs";

const some = (changes) => ({ kind: "nuget", id: "Some", version: "1.0.0", where: "src/Some", declared: "MIT", ...changes });
const own = {
  allowed: new Set(["MIT", "ISC"]),
  meanings: [{ packages: ["nuget:Filed"], source: "LICENSE.txt", says: "MIT License", licence: "MIT", reason: "it is" }],
  exceptions: [{ packages: ["npm:tool", "npm:tool-*"], licence: "MPL-2.0", reason: "not shipped" }],
};

test("allowed licences pass and are counted", () => {
  assert.deepEqual(judge([some(), some({ id: "B" }), some({ declared: "ISC" })], own),
    { refusals: [], summary: "3 packages, licences: MIT 2, ISC 1" });
});

for (const declared of ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "SSPL-1.0", "UNLICENSED", "mit-ish"]) {
  test(`${declared} is refused, with cause and fix`, () => {
    const [refusal] = judge([some({ declared })], own).refusals;
    assert.match(refusal, /^Some 1\.0\.0 \(nuget, in src\/Some\): .* is not among the allowed licences\n  Next: take another/);
  });
}

for (const declared of ["https://example.org/eula", "LICENSE.txt", "nothing", "SEE LICENSE IN EULA.md"]) {
  test(`'${declared}' is refused until somebody says what it means`, () => {
    assert.match(judge([some({ declared })], own).refusals[0], /is not the name of a licence\n  Next: read it/);
  });
}

test("a file means what the rules say only while it says so itself", () => {
  const filed = some({ id: "Filed", declared: "LICENSE.txt", text: "The MIT License (MIT)" });
  assert.deepEqual(judge([filed], own).refusals, []);
  assert.match(judge([{ ...filed, text: "Our EULA" }], own).refusals[0], /does not say "MIT License"/);
  assert.equal(judge([{ ...filed, declared: "EULA.txt" }], own).refusals.length, 1);
});

test("an exception is for its packages and its licence only", () => {
  const tool = (id, declared) => judge([some({ kind: "npm", id, declared })], own).refusals.length;
  assert.equal(tool("tool", "MPL-2.0"), 0);
  assert.equal(tool("tool-linux", "MPL-2.0"), 0);
  assert.equal(tool("tools", "MPL-2.0"), 1);
  assert.equal(tool("tool", "GPL-3.0-only"), 1);
  assert.equal(judge([some({ id: "tool", declared: "MPL-2.0" })], own).refusals.length, 1);
});

test("expressions", () => {
  for (const good of ["MIT", "(MIT OR GPL-3.0)", "GPL-3.0 OR MIT", "MIT AND ISC", "GPL-2.0 OR (MIT AND ISC)"]) {
    assert.ok(isAllowed(good, own.allowed), good);
  }
  for (const bad of ["", "MIT AND GPL-3.0", "MIT AND (ISC", "MIT ISC", "MIT WITH Something", "(GPL-2.0 OR MIT) AND LGPL-3.0"]) {
    assert.ok(!isAllowed(bad, own.allowed), bad);
  }
});

test("what is named in a lock file and not installed is refused, not skipped", () => {
  const root = mkdtempSync(join(tmpdir(), "dtnbox-licences-"));
  const before = process.env.NUGET_PACKAGES;
  try {
    process.env.NUGET_PACKAGES = join(root, "packages");
    mkdirSync(join(root, "packages/here/1.0.0"), { recursive: true });
    writeFileSync(join(root, "packages/here/1.0.0/here.nuspec"), '\uFEFF<package><license type="expression">GPL-3.0</license></package>');
    writeFileSync(join(root, "packages.lock.json"), JSON.stringify({ version: 2, dependencies: { "net10.0": {
      Here: { type: "Transitive", resolved: "1.0.0" },
      Away: { type: "Direct", resolved: "2.0.0" },
      ours: { type: "Project" },
    } } }));
    const { refusals, summary } = judge(packagesOf(root, ["packages.lock.json"]), own);
    assert.equal(refusals.length, 2);
    assert.match(refusals[0], /^Here 1\.0\.0 .*GPL-3\.0/);
    assert.match(refusals[1], /^Away 2\.0\.0 .*there is no .*away\.nuspec/);
    assert.equal(summary, "2 packages, licences: none");
  } finally {
    rmSync(root, { recursive: true });
    if (before === undefined) delete process.env.NUGET_PACKAGES;
    else process.env.NUGET_PACKAGES = before;
  }
});

test("every rule has its reason", () => {
  for (const { packages, licence, reason } of [...rules.meanings, ...rules.exceptions]) {
    assert.ok(packages.length > 0 && licence && reason, packages.join());
  }
});
