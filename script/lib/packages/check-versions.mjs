// Refuses lock files in which the registry gave another version than was asked for.
//   node script/lib/packages/check-versions.mjs
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { lockFiles } from "./installed.mjs";
import { substituted } from "./versions.mjs";

const files = lockFiles(process.cwd()).filter((file) => file.endsWith("packages.lock.json"));
const problems = files.flatMap((file) => substituted(JSON.parse(readFileSync(file, "utf8")), dirname(file)));
if (files.length === 0) {
  problems.push("There are no packages.lock.json files to read. Run this in the repository's root folder.");
}
problems.forEach((problem) => console.error(problem));
process.exit(problems.length === 0 ? 0 : 1);
