// What packages the lock files name, and what licences these declare.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

const read = (file) => readFileSync(file, "utf8").replace(/^\uFEFF/, "");

export function lockFiles(root) {
  const files = execFileSync(
    "git", ["-C", root, "ls-files", "-co", "--exclude-standard", "--", "*packages.lock.json", "*package-lock.json"], { encoding: "utf8" });
  return files.split("\n").filter((file) => file && existsSync(join(root, file)));
}

/** Every package of a file once, however many projects it is in. */
export function packagesOf(root, files) {
  const found = new Map();
  for (const file of files) {
    for (const item of file.endsWith("package-lock.json") ? npmPackages(root, file) : nugetPackages(root, file)) {
      const key = `${item.kind}:${item.id.toLowerCase()} ${item.version}`;
      if (!found.has(key)) found.set(key, item);
    }
  }
  return [...found.values()];
}

function* nugetPackages(root, file) {
  const folder = process.env.NUGET_PACKAGES || join(homedir(), ".nuget", "packages");
  for (const dependencies of Object.values(JSON.parse(read(join(root, file))).dependencies)) {
    for (const [id, { type, resolved }] of Object.entries(dependencies)) {
      if (type !== "Project") {
        const home = join(folder, id.toLowerCase(), resolved.toLowerCase());
        yield { kind: "nuget", id, version: resolved, where: dirname(file), ...declaredInNuspec(home, id) };
      }
    }
  }
}

function declaredInNuspec(home, id) {
  const file = join(home, `${id.toLowerCase()}.nuspec`);
  if (!existsSync(file)) return { missing: `there is no ${file}` };
  const nuspec = read(file);
  const [, type, named] = nuspec.match(/<license\s+type="(\w+)"[^>]*>([^<]+)</) ?? [];
  if (type === "expression") return { declared: named.trim() };
  if (type === "file") {
    const text = join(home, named.trim().replaceAll("\\", "/"));
    return { declared: named.trim(), text: existsSync(text) ? read(text) : undefined };
  }
  return { declared: nuspec.match(/<licenseUrl>([^<]+)</)?.[1].trim() ?? "nothing" };
}

function* npmPackages(root, file) {
  for (const [path, entry] of Object.entries(JSON.parse(read(join(root, file))).packages)) {
    if (path === "" || entry.link) continue;
    yield {
      kind: "npm",
      id: entry.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
      version: entry.version,
      where: file,
      declared: entry.license ?? declaredInPackage(join(root, dirname(file), path)),
    };
  }
}

function declaredInPackage(home) {
  const file = join(home, "package.json");
  const { license, licenses } = existsSync(file) ? JSON.parse(read(file)) : {};
  if (Array.isArray(licenses)) return `licenses: ${licenses.map((one) => one.type ?? one).join(", ")}`;
  return license?.type ?? license ?? "nothing";
}
