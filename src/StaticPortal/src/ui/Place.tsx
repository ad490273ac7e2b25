import { Text } from "@mantine/core";
import type { Location } from "@/api/types";
import { placeText } from "./placeText";

/** A location. Names are other people's text: shown as text, and broken anywhere. */
export function Place({ at }: { readonly at: Location }) {
  return <Text size="sm" component="span" ff="monospace" style={{ overflowWrap: "anywhere" }}>{placeText(at)}</Text>;
}
