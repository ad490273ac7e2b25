import { useCallback } from "react";
import { useSearchParams } from "react-router";
import { parsePlace, type Place, placeText } from "./place";

export type Side = "left" | "right";

export function otherSide(side: Side): Side {
  return side === "left" ? "right" : "left";
}

/** Where a pane is, kept in the address. Each step is one that "back" undoes. */
export function usePlace(side: Side): [Place, (place: Place) => void] {
  const [params, setParams] = useSearchParams();
  const go = useCallback((place: Place) => setParams((before) => placed(before, side, place)), [side, setParams]);
  return [parsePlace(params.get(side) ?? ""), go];
}

/** The address of another place in the same pane: for links that can be opened in a new tab. */
export function useHrefOf(side: Side): (place: Place) => string {
  const [params] = useSearchParams();
  return (place) => `?${placed(params, side, place).toString()}`;
}

function placed(params: URLSearchParams, side: Side, place: Place): URLSearchParams {
  const after = new URLSearchParams(params);
  const text = placeText(place);
  if (text === "") after.delete(side);
  else after.set(side, text);
  return after;
}
