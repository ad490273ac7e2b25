// Fails when the scripts that the first page needs weigh 300 kB or more, compressed by gzip: the entry and all that it
// imports statically. Routes are loaded when somebody goes there, and do not count.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const most = 300_000;
const manifest = JSON.parse(readFileSync(join("dist", ".vite", "manifest.json"), "utf8"));
const seen = new Set();

function take(name) {
  if (seen.has(name)) return;
  seen.add(name);
  (manifest[name].imports ?? []).forEach(take);
}

Object.keys(manifest).filter((name) => manifest[name].isEntry).forEach(take);
const bytes = [...seen]
  .map((name) => gzipSync(readFileSync(join("dist", manifest[name].file)), { level: 9 }).length)
  .reduce((sum, size) => sum + size, 0);
console.log(`first load: ${(bytes / 1000).toFixed(1)} kB of script (gzip) in ${seen.size} files; less than ${most / 1000} kB is allowed`);
if (bytes >= most) {
  console.error("Too much: load lazily (src/app/routes.tsx) what the first page does not need.");
  process.exit(1);
}
