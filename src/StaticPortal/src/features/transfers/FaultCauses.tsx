import { Alert, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Transfer } from "@/api/types";
import { formatCount } from "@/ui/format";

/** Objects that failed, by cause: how many, one of them, and what helps. */
export function FaultCauses({ faults }: { readonly faults: Transfer["faults"] }) {
  const causes = Object.entries(faults).sort(([, one], [, other]) => other.count - one.count);
  return causes.length === 0 ? null : (
    <Stack gap="xs">
      {causes.map(([code, { count, example, exampleKey }]) => (
        <Alert key={code} color="red" icon={<IconAlertTriangle aria-hidden />} title={`${formatCount(count)} ${count === 1 ? "object" : "objects"} failed: ${code.replaceAll("_", " ")}`}>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>For example <Text span inherit ff="monospace">{exampleKey}</Text>: {example.message}</Text>
          <Text size="sm" mt="xs">{example.nextStep}</Text>
        </Alert>
      ))}
    </Stack>
  );
}
