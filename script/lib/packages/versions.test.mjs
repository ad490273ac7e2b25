import assert from "node:assert/strict";
import { test } from "node:test";
import { substituted } from "./versions.mjs";

const lock = (dependencies) => ({ version: 2, dependencies: { "net10.0": dependencies } });
const asking = (range) => ({ A: { type: "Direct", requested: "[1.0.0, )", resolved: "1.0.0", dependencies: { B: range } } });

for (const [range, resolved] of [["2.0.0", "2.0.0"], ["2.0", "2.0.0"], ["[2.0.0, 3.0.0)", "2.0.0"], ["2.0.0-Beta.1", "2.0.0-beta.1"]]) {
  test(`${resolved} is what ${range} asks for`, () => {
    assert.deepEqual(substituted(lock({ ...asking(range), B: { type: "Transitive", resolved } }), "src/Some"), []);
  });
}

test("the highest of what several ask for is asked for", () => {
  const dependencies = { ...asking("2.0.0"), ours: { type: "Project", dependencies: { b: "[2.5.0, )" } }, B: { type: "Transitive", resolved: "2.5.0" } };
  assert.deepEqual(substituted(lock(dependencies), "src/Some"), []);
});

for (const resolved of ["2.0.1", "2.10.0", "20.0.0", "2.0.0-beta"]) {
  test(`${resolved} instead of 2.0.0 is found`, () => {
    const [problem] = substituted(lock({ ...asking("2.0.0"), B: { type: "Transitive", resolved } }), "src/Some");
    assert.match(problem, /^B \S+ \(in src\/Some\): nobody asks for this version, but A for 2\.0\.0\n  Next: pin a version/);
  });
}

test("a direct or pinned package of another version is found", () => {
  for (const type of ["Direct", "CentralTransitive"]) {
    assert.equal(substituted(lock({ B: { type, requested: "[1.0.0, )", resolved: "1.1.0" } }), "src/Some").length, 1);
  }
});
