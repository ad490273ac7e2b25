import { Group, Text } from "@mantine/core";
import { CopyButton } from "@/ui/CopyButton";
import { placeText } from "./places";

/** A place that can be copied. Names are other people's text: shown as text, and broken anywhere. */
export function PlaceCell({ at }: { readonly at: Parameters<typeof placeText>[0] }) {
  const text = placeText(at);
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>{text}</Text>
      <CopyButton value={text} what={`place ${text}`} />
    </Group>
  );
}
