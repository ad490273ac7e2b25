/** What the wizard's own addresses are called; nodes of this name could not be opened. */
const taken = ["new", "shared"];

/** What is wrong with a node's id, by the API's rules (NodeRules). */
export function idFault(id: string): string | undefined {
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(id)) return "Use 1 to 40 of a-z 0-9 - and start with a letter, for example site-a.";
  return taken.includes(id) ? `'${id}' is part of this portal's own addresses: choose another.` : undefined;
}

export function displayNameFault(name: string): string | undefined {
  return name.trim().length <= 100 ? undefined : "At most 100 characters.";
}

/** An id like the name that people read: "DESY Hamburg (DTN 2)" as "desy-hamburg-dtn-2". */
export function idFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 40)
    .replace(/-+$/, "");
}
