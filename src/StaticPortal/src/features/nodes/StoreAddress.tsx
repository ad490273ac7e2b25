import { Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Node } from "@/api/types";

/** Where the store is; says what about it should be looked at. */
export function StoreAddress({ node: { store } }: { readonly node: Node }) {
  const warnings = store.warnings ?? [];
  return (
    <Text size="sm" component="span" style={{ overflowWrap: "anywhere" }}>
      {store.endpoint}{" "}
      {warnings.length > 0 && (
        <Tooltip label={warnings.join(" ")} multiline maw={400} events={{ hover: true, focus: true, touch: true }}>
          <IconAlertTriangle size={16} color="var(--mantine-color-orange-7)" role="img" tabIndex={0} aria-label={warnings.join(" ")} />
        </Tooltip>
      )}
    </Text>
  );
}
