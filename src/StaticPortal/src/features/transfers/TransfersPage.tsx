import { Box, Group, Text } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import type { Transfer } from "@/api/types";
import { paths } from "@/app/paths";
import { command } from "@/ui/command";
import { EmptyState } from "@/ui/EmptyState";
import { OwnerName } from "@/ui/OwnerName";
import { PagedTable } from "@/ui/PagedTable";
import { PageHeader } from "@/ui/PageHeader";
import { RelativeTime } from "@/ui/RelativeTime";
import { ShowCommand } from "@/ui/ShowCommand";
import { TransferTabs } from "@/ui/TransferTabs";
import { useSearchState } from "@/ui/useSearchState";
import { ConnectionNote } from "./ConnectionNote";
import { PaceText } from "./PaceText";
import { ProgressFigures } from "./ProgressFigures";
import { TransferFilters, useTransferFilter } from "./TransferFilters";
import { TransferName } from "./TransferName";
import { TransferStateBadge } from "./TransferStateBadge";
import { usePaceTicks } from "./usePaceTicks";
import { useTransfers } from "./useTransfers";

/** The transfers that the person may see, newest first, live: those that have not ended, or those that have. */
export function TransfersPage() {
  const [tab] = useSearchState("tab");
  const ended = tab === "recent";
  const filter = useTransferFilter(ended);
  const { pages, connection } = useTransfers(filter);
  usePaceTicks(pages.items);
  // Only administrators see other people's, and only they are told their names.
  const showsOwners = pages.items.some(({ ownerName, owner }) => ownerName != null || owner !== pages.items[0]?.owner);
  const isFiltered = filter.state !== undefined || filter.search !== undefined;
  return (
    <>
      <PageHeader title="Transfers">
        <ConnectionNote state={connection} />
        <ShowCommand
          command={command(
            "transfer", "list", ended ? "--ended" : "--active",
            ...(filter.state ? ["--state", filter.state] : []), ...(filter.search === undefined ? [] : ["--search", filter.search]),
          )}
        />
      </PageHeader>
      <TransferTabs here={ended ? paths.recentTransfers : paths.transfers} />
      <TransferFilters filter={filter} />
      <PagedTable<Transfer>
        caption={ended ? "Recent transfers" : "Active transfers"}
        pages={pages}
        rowKey={(transfer) => transfer.id}
        columns={[
          { title: "Transfer", cell: (transfer) => <TransferName transfer={transfer} /> },
          { title: "State", cell: (transfer) => <Group gap={4} wrap="nowrap"><TransferStateBadge transfer={transfer} /></Group>, from: "sm" },
          { title: "Progress", cell: (transfer) => <Box miw={220}><ProgressFigures transfer={transfer} /><PaceText transfer={transfer} /></Box>, from: "sm" },
          ...(showsOwners
            ? [{ title: "Owner", cell: (transfer: Transfer) => <Text size="sm"><OwnerName of={transfer} /></Text>, from: "lg" as const }]
            : []),
          ended
            ? { title: "Ended", cell: (transfer) => <RelativeTime at={transfer.endedAt} />, from: "md" }
            : { title: "Made", cell: (transfer) => <RelativeTime at={transfer.createdAt} />, from: "md" },
        ]}
        empty={(
          <EmptyState icon={IconArrowsExchange} title={isFiltered ? "No transfer matches" : ended ? "No transfer has ended yet" : "Nothing is under way"}>
            {isFiltered ? "Take a filter away, or look at the other tab." : (
              <>Start one with <code>dtnbox transfer start site-a:results/ site-b:incoming/</code>; it appears here at once.</>
            )}
          </EmptyState>
        )}
      />
    </>
  );
}
