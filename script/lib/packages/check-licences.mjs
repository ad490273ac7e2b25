// Refuses packages whose licence is not allowed: NuGet and npm, direct and transitive, as the lock files name them.
//   node script/lib/packages/check-licences.mjs
import { lockFiles, packagesOf } from "./installed.mjs";
import { judge } from "./licences.mjs";
import * as rules from "./licence-rules.mjs";

const files = lockFiles(process.cwd());
const { refusals, summary } = judge(packagesOf(process.cwd(), files), rules);
const isWhole = ["packages.lock.json", "package-lock.json"].every((name) => files.some((file) => file.endsWith(name)));
if (!isWhole) {
  refusals.push("There are no lock files to read. Run this in the repository's root folder.");
}
refusals.forEach((refusal) => console.error(refusal));
console.log(summary);
process.exit(refusals.length === 0 ? 0 : 1);
