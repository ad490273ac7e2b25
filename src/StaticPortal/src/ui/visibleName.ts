/** A piece of a name: text as it is, or the mark that stands for a character nobody could see. */
export interface NamePiece {
  readonly text: string;
  readonly mark: boolean;
}

// Cc and Cf (controls, zero width, direction overrides), line and paragraph separators, and what shows nothing at all.
const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029\u115F\u1160\u3164\uFFA0]|^[\p{Zs}]+|[\p{Zs}]+$|(?<=\p{Zs})\p{Zs}+|[^\P{Zs} ]/gu;

/** Splits an object's name into what can be shown and marks for what cannot: nothing in it can hide, or turn the line around. */
export function namePieces(name: string): NamePiece[] {
  const pieces: NamePiece[] = [];
  let shown = 0;
  for (const found of name.matchAll(hidden)) {
    if (found.index > shown) pieces.push({ text: name.slice(shown, found.index), mark: false });
    pieces.push({ text: Array.from(found[0], markOf).join(""), mark: true });
    shown = found.index + found[0].length;
  }

  if (shown < name.length) pieces.push({ text: name.slice(shown), mark: false });
  return pieces;
}

/** The same in one text, for titles, labels and messages. */
export function visibleName(name: string): string {
  return namePieces(name).map(({ text }) => text).join("");
}

function markOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x20) return "␣";
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}›`;
}
