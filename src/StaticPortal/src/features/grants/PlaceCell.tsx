import { Group } from "@mantine/core";
import type { Location } from "@/api/types";
import { CopyButton } from "@/ui/CopyButton";
import { PlaceLink } from "@/ui/PlaceLink";
import { placeText } from "@/ui/placeText";

/** A place that can be gone to, and copied. */
export function PlaceCell({ at }: { readonly at: Location }) {
  return (
    <Group gap={4} wrap="nowrap">
      <PlaceLink at={at} />
      <CopyButton value={placeText(at)} what={`place ${placeText(at)}`} />
    </Group>
  );
}
