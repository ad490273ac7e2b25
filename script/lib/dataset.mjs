// Loads a folder into an S3 bucket and compares buckets with it. Uses nothing of DtnBox, so that its verdict is
// independent. Only for the demo's stores, which take unsigned requests.
//   node dataset.mjs load FOLDER BUCKET_URL PREFIX
//   node dataset.mjs compare FOLDER BUCKET_URL PREFIX [BUCKET_URL PREFIX]…
import { createHash } from "node:crypto";
import { createReadStream, readdirSync, statSync } from "node:fs";
import { Agent, request } from "node:http";
import { join, relative } from "node:path";
import { pipeline } from "node:stream/promises";

const parallel = 8;
const agent = new Agent({ keepAlive: true, maxSockets: parallel });

const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

const keyUrl = (bucket, prefix, name) =>
  `${bucket}/${(prefix + name).split("/").map(encodeURIComponent).join("/")}`;

async function forEachParallel(items, act) {
  const queue = items.values();
  await Promise.all(Array.from({ length: parallel }, async () => {
    for (const item of queue) await act(item);
  }));
}

function call(method, url, options, body) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, ...options }, (answer) =>
      answer.statusCode < 300 ? resolve(answer) : reject(new Error(`${method} ${url}: ${answer.statusCode}`)));
    outgoing.on("error", reject);
    if (body) pipeline(body, outgoing).catch(reject);
    else outgoing.end();
  });
}

async function put(file, url) {
  const headers = { "Content-Length": statSync(file).size };
  const answer = await call("PUT", url, { headers }, createReadStream(file));
  answer.resume();
}

async function sha256(stream) {
  const hash = createHash("sha256");
  await pipeline(stream, hash);
  return hash.digest("hex");
}

async function namesIn(bucket, prefix) {
  const unescape = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };
  const names = [];
  for (let token = ""; token !== undefined;) {
    const next = token && `&continuation-token=${encodeURIComponent(token)}`;
    const answer = await call("GET", `${bucket}?list-type=2&prefix=${encodeURIComponent(prefix)}${next}`, {});
    const xml = (await answer.setEncoding("utf8").toArray()).join("");
    for (const [, key] of xml.matchAll(/<Key>(.*?)<\/Key>/gs)) {
      names.push(key.replace(/&\w+;/g, (entity) => unescape[entity]).slice(prefix.length));
    }
    token = xml.match(/<NextContinuationToken>(.*?)<\/NextContinuationToken>/s)?.[1];
  }
  return names;
}

const [command, folder, ...places] = process.argv.slice(2);
const files = filesBelow(folder);
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
const size = `${files.length} files, ${(bytes / 1e6).toFixed(0)} MB`;

if (command === "load") {
  const [bucket, prefix] = places;
  await forEachParallel(files, (file) => put(file, keyUrl(bucket, prefix, relative(folder, file))));
  console.log(`Loaded ${size}.`);
} else {
  const problems = [];
  for (let i = 0; i < places.length; i += 2) {
    const names = new Set(await namesIn(places[i], places[i + 1]));
    if (names.size !== files.length) {
      problems.push(`${places[i]} holds ${names.size} objects, the dataset has ${files.length}`);
    }
  }
  await forEachParallel(files, async (file) => {
    const expected = await sha256(createReadStream(file));
    for (let i = 0; i < places.length; i += 2) {
      const url = keyUrl(places[i], places[i + 1], relative(folder, file));
      const found = await call("GET", url, {}).then(sha256, (error) => error.message);
      if (found !== expected) problems.push(`${url}: SHA-256 is ${expected} in the dataset, here ${found}`);
    }
  });
  problems.slice(0, 20).forEach((problem) => console.error(problem));
  if (problems.length > 0) {
    console.error(`${problems.length} differences.`);
    process.exit(1);
  }
  console.log(`Every SHA-256 is the same in all places: ${size}.`);
}
agent.destroy();
