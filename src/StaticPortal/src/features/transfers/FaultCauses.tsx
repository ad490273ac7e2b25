import { Alert, Box, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Transfer } from "@/api/types";
import { formatCount } from "@/ui/format";
import { BrowseObject } from "./BrowseObject";
import { FaultDetails } from "./FaultDetails";
import { helpFor } from "./faultHelp";

/** Objects that failed, by cause: how many, one of them, and what helps. */
export function FaultCauses({ transfer }: { readonly transfer: Transfer }) {
  const causes = Object.entries(transfer.faults).sort(([, one], [, other]) => other.count - one.count);
  return causes.length === 0 ? null : (
    <Stack gap="xs">
      {causes.map(([code, { count, example, exampleKey }]) => (
        <Alert key={code} color="red" icon={<IconAlertTriangle aria-hidden />} title={`${formatCount(count)} ${count === 1 ? "object" : "objects"}: ${helpFor({ code }).title}`}>
          <Text size="sm" mb={4} style={{ overflowWrap: "anywhere" }}>For example <Text span inherit ff="monospace">{exampleKey}</Text></Text>
          <FaultDetails fault={example} />
          <Box mt="xs"><BrowseObject transfer={transfer} objectKey={exampleKey} /></Box>
        </Alert>
      ))}
      <Button component={Link} to="?tab=objects&objects=Failed" variant="default" size="xs" style={{ alignSelf: "start" }}>Show what failed</Button>
    </Stack>
  );
}
