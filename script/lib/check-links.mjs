// Checks that what the documents point at exists: relative links, and paths in code spans such as `src/Transfer`.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const link = /\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g;
const codePath = /`((?:src|tests|script|docs|infra|\.ci)\/[\w./-]*)`/g;

const documents = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.md"], { encoding: "utf8" })
  .split("\n")
  .filter((file) => file && existsSync(file));

const broken = documents.flatMap((file) => {
  const text = readFileSync(file, "utf8");
  const links = [...text.matchAll(link)]
    .map(([, target]) => target.split("#")[0])
    .filter((target) => target && !/^[a-z]+:/i.test(target))
    .map((target) => [target, join(dirname(file), decodeURIComponent(target))]);
  const paths = [...text.matchAll(codePath)].map(([, path]) => [path, path]);
  return [...links, ...paths]
    .filter(([, path]) => !existsSync(normalize(path)))
    .map(([shown]) => `${file}: ${shown} does not exist`);
});

broken.forEach((line) => console.error(line));
process.exit(broken.length === 0 ? 0 : 1);
