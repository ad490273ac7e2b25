import { Anchor, Select, Text } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import { Link } from "react-router";
import type { Transfer, TransferState } from "@/api/types";
import { paths } from "@/app/paths";
import { command } from "@/ui/command";
import { EmptyState } from "@/ui/EmptyState";
import { formatName } from "@/ui/format";
import { PagedTable } from "@/ui/PagedTable";
import { PageHeader } from "@/ui/PageHeader";
import { RelativeTime } from "@/ui/RelativeTime";
import { ShowCommand } from "@/ui/ShowCommand";
import { useSearchState } from "@/ui/useSearchState";
import { Place } from "./Place";
import { ProgressFigures } from "./ProgressFigures";
import { TransferStateBadge } from "./TransferStateBadge";
import { useTransfers } from "./useTransfers";

const states: readonly TransferState[] = [
  "Queued", "Validating", "Probing", "Copying", "Verifying", "Stopping", "Stopped", "Parked", "Failed", "SucceededWithErrors", "Succeeded",
];

/** The transfers that the person may see, newest first. */
export function TransfersPage() {
  const [asked, setState] = useSearchState("state");
  const state = states.find((known) => known === asked);
  const pages = useTransfers(state);
  return (
    <>
      <PageHeader title="Transfers">
        <ShowCommand command={command("transfer", "list", ...(state ? ["--state", state] : []))} />
      </PageHeader>
      <Select
        mb="md"
        w={240}
        clearable
        label="State"
        placeholder="All"
        data={states.map((value) => ({ value, label: formatName(value) }))}
        value={state ?? null}
        onChange={(value) => setState(value ?? undefined)}
      />
      <PagedTable<Transfer>
        caption="Transfers"
        pages={pages}
        rowKey={(transfer) => transfer.id}
        columns={[
          { title: "Transfer", cell: (transfer) => <Anchor component={Link} to={paths.transfer(transfer.id)} size="sm" fw={500}>{transfer.label ?? transfer.id}</Anchor> },
          { title: "State", cell: (transfer) => <TransferStateBadge transfer={transfer} /> },
          { title: "From → to", cell: (transfer) => <><Place at={transfer.source} /> → <Place at={transfer.destination} /></>, from: "sm" },
          { title: "Progress", cell: (transfer) => <ProgressFigures transfer={transfer} />, from: "xs" },
          { title: "Owner", cell: (transfer) => <Text size="sm" title={transfer.owner}>{transfer.ownerName ?? transfer.owner}</Text>, from: "lg" },
          { title: "Made", cell: (transfer) => <RelativeTime at={transfer.createdAt} />, from: "md" },
        ]}
        empty={(
          <EmptyState icon={IconArrowsExchange} title={state ? "No transfer is in this state" : "No transfers yet"}>
            Start one with <code>dtnbox transfer start site-a:results/ site-b:incoming/</code>; it appears here at once.
          </EmptyState>
        )}
      />
    </>
  );
}
