import { Anchor, Box, Stack } from "@mantine/core";
import { Link } from "react-router";
import type { Transfer } from "@/api/types";
import { paths } from "@/app/paths";
import { Place } from "@/ui/Place";
import { ProgressFigures } from "./ProgressFigures";
import { PaceText } from "./PaceText";
import { TransferStateBadge } from "./TransferStateBadge";

/** What a row is about. On a phone it is a card: state, places and progress stand under the name. */
export function TransferName({ transfer }: { readonly transfer: Transfer }) {
  return (
    <Stack gap={2}>
      <Anchor component={Link} to={paths.transfer(transfer.id)} size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
        {transfer.label ?? transfer.id}
      </Anchor>
      <Box fz="xs" c="dimmed"><Place at={transfer.source} /> → <Place at={transfer.destination} /></Box>
      <Stack gap={4} hiddenFrom="sm" align="start">
        <TransferStateBadge transfer={transfer} />
        <ProgressFigures transfer={transfer} />
        <PaceText transfer={transfer} />
      </Stack>
    </Stack>
  );
}
