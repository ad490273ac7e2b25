/** A dtnbox command line of its parts; each is quoted when a POSIX shell would take it otherwise. */
export function command(...parts: readonly (string | undefined)[]): string {
  return ["dtnbox", ...parts.filter((part) => part !== undefined).map(shellQuoted)].join(" ");
}

/** One argument for a POSIX shell, whatever is in it. */
export function shellQuoted(part: string): string {
  return /^[\w@%+=:,./-]+$/.test(part) ? part : `'${part.replaceAll("'", "'\\''")}'`;
}
