import { Group, Skeleton, Stack, Tabs } from "@mantine/core";
import { useParams } from "react-router";
import { command } from "@/ui/command";
import { Identifier } from "@/ui/Identifier";
import { PageHeader } from "@/ui/PageHeader";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { ShowCommand } from "@/ui/ShowCommand";
import { useSearchState } from "@/ui/useSearchState";
import { ConnectionNote } from "./ConnectionNote";
import { Hindrance } from "./Hindrance";
import { isAtRest } from "./orders";
import { placeText } from "./placeText";
import { progressOf } from "./progress";
import { TransferActions } from "./TransferActions";
import { TransferObjects } from "./TransferObjects";
import { TransferOverview } from "./TransferOverview";
import { TransferStateBadge } from "./TransferStateBadge";
import { useTransfer } from "./useTransfer";

/** One transfer, live. */
export function TransferPage() {
  const { id = "" } = useParams();
  const { data: transfer, error, refetch, connection } = useTransfer(id);
  const [tab = "overview", setTab] = useSearchState("tab");

  if (!transfer) {
    return (
      <>
        <PageHeader title="Transfer" />
        {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <Skeleton h={240} aria-label="Loading the transfer" />}
      </>
    );
  }

  const title = transfer.label ?? `${placeText(transfer.source)} → ${placeText(transfer.destination)}`;
  const { share } = progressOf(transfer);
  const running = !isAtRest(transfer.state);
  return (
    <>
      <PageHeader title={title} tab={running && share !== undefined ? `${Math.floor(share * 100)} % · ${title}` : title}>
        <TransferActions transfer={transfer} />
        <ShowCommand command={command("transfer", running ? "watch" : "show", id)} />
      </PageHeader>
      <Stack>
        <Group gap="sm">
          <TransferStateBadge transfer={transfer} />
          <Identifier value={transfer.id} of="transfer" />
          {running && <ConnectionNote state={connection} />}
        </Group>
        {error && <ProblemAlert error={error} />}
        <Hindrance transfer={transfer} />
        <Tabs value={tab} onChange={(value) => setTab(value === "overview" || value === null ? undefined : value)} keepMounted={false}>
          <Tabs.List mb="md" aria-label="About the transfer">
            <Tabs.Tab value="overview">Overview</Tabs.Tab>
            <Tabs.Tab value="objects">Objects</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="overview"><TransferOverview transfer={transfer} /></Tabs.Panel>
          <Tabs.Panel value="objects"><TransferObjects transfer={transfer} /></Tabs.Panel>
        </Tabs>
      </Stack>
    </>
  );
}
