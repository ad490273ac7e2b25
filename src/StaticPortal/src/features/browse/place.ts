/** Where a pane is: a site, then a bucket in it, then a prefix. What comes later is empty while it is not chosen. */
export interface Place {
  readonly node: string;
  readonly bucket: string;
  /** Ends with a slash for a folder; otherwise the pane shows what begins with it. */
  readonly prefix: string;
}

export const nowhere: Place = { node: "", bucket: "", prefix: "" };

/** site:bucket/prefix, as dtnbox and the address of the page write it. */
export function placeText({ node, bucket, prefix }: Place): string {
  return bucket === "" ? node : `${node}:${bucket}/${prefix}`;
}

export function parsePlace(text: string): Place {
  const colon = text.indexOf(":");
  return colon < 0 ? { ...nowhere, node: text } : { node: text.slice(0, colon), ...bucketAndPrefix(text.slice(colon + 1)) };
}

/** What the path box shows; a star at the end says "what begins with this". */
export function pathText({ bucket, prefix }: Place): string {
  return bucket === "" ? "" : `${bucket}/${prefix}${isFolder(prefix) ? "" : "*"}`;
}

/**
 * What somebody typed or pasted: bucket/prefix, site:bucket/prefix or s3://bucket/prefix. People leave the last slash
 * out and mean the folder all the same; a star at the end asks for what begins with the text.
 */
export function parsePath(typed: string, node: string): Place {
  const text = typed.trimStart();
  const [, site = node, rest = ""] = /^s3:\/\/(?<rest>.*)$/is.test(text)
    ? [text, node, text.slice("s3://".length)]
    : /^(?:([^:/]+):)?(.*)$/s.exec(text) ?? [];
  const { bucket, prefix } = bucketAndPrefix(rest.replace(/^\/+/, ""));
  return { node: site, bucket: bucket.trim(), prefix: prefix.endsWith("*") ? prefix.slice(0, -1) : isFolder(prefix) ? prefix : `${prefix}/` };
}

export function isFolder(prefix: string): boolean {
  return prefix === "" || prefix.endsWith("/");
}

/** The folder that a key or prefix lies in; a folder's own is itself. */
export function folderOf(prefix: string): string {
  return prefix.slice(0, prefix.lastIndexOf("/") + 1);
}

/** One step up: out of the folder, out of the bucket; undefined at the top. */
export function above(place: Place): Place | undefined {
  if (place.bucket === "") return undefined;
  if (place.prefix === "") return { ...place, bucket: "" };
  return { ...place, prefix: folderOf(place.prefix.replace(/\/$/, "")) };
}

export interface Crumb {
  readonly name: string;
  readonly place: Place;
}

/** The way from the site down to the place. */
export function crumbsTo(place: Place): Crumb[] {
  if (place.bucket === "") return [];
  const crumbs: Crumb[] = [{ name: place.bucket, place: { ...place, prefix: "" } }];
  for (let end = place.prefix.indexOf("/"); end >= 0; end = place.prefix.indexOf("/", end + 1)) {
    const start = place.prefix.lastIndexOf("/", end - 1) + 1;
    crumbs.push({ name: place.prefix.slice(start, end), place: { ...place, prefix: place.prefix.slice(0, end + 1) } });
  }

  return crumbs;
}

function bucketAndPrefix(text: string): Pick<Place, "bucket" | "prefix"> {
  const slash = text.indexOf("/");
  return slash < 0 ? { bucket: text, prefix: "" } : { bucket: text.slice(0, slash), prefix: text.slice(slash + 1) };
}
