/** A dtnbox command line of its parts; each is quoted when a POSIX shell would take it otherwise. */
export function command(...parts: readonly (string | undefined)[]): string {
  return ["dtnbox", ...parts.filter((part) => part !== undefined).map(shellQuoted)].join(" ");
}

const plain = /^[\w@%+=:,./-]+$/;
const hidden = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/**
 * One argument for a shell, whatever is in it. What cannot be seen, or turns the line around, never stands in what is
 * shown and copied: it is written as an escape, which bash, ksh and zsh read.
 */
export function shellQuoted(part: string): string {
  if (plain.test(part)) return part;
  return part.search(hidden) < 0
    ? `'${part.replaceAll("'", "'\\''")}'`
    : `$'${part.replace(/[\\']/g, "\\$&").replace(hidden, escaped)}'`;
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}
