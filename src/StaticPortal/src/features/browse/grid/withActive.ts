import { defaultRangeExtractor, type Range } from "@tanstack/react-virtual";

/** Keeps the row that the keyboard is on in the page: the grid names it, so it must be there wherever one has scrolled. */
export function withActive(active: number) {
  return (range: Range): number[] => {
    const indexes = defaultRangeExtractor(range);
    if (active < 0 || active >= range.count || indexes.includes(active)) return indexes;
    return active < (indexes[0] ?? 0) ? [active, ...indexes] : [...indexes, active];
  };
}
