import { Group, Skeleton, Stack, Tabs } from "@mantine/core";
import { useParams } from "react-router";
import { command } from "@/ui/command";
import { Identifier } from "@/ui/Identifier";
import { PageHeader } from "@/ui/PageHeader";
import { placeText } from "@/ui/placeText";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { ShowCommand } from "@/ui/ShowCommand";
import { useSearchState } from "@/ui/useSearchState";
import { ConnectionNote } from "./ConnectionNote";
import { Hindrance } from "./Hindrance";
import { isAtRest } from "./orders";
import { progressOf } from "./progress";
import { TransferActions } from "./TransferActions";
import { TransferStateBadge } from "./TransferStateBadge";
import { tabsOf } from "./transferTabs";
import { usePaceTicks } from "./usePaceTicks";
import { useTransfer } from "./useTransfer";

/** One transfer, live. */
export function TransferPage() {
  const { id = "" } = useParams();
  const { data: transfer, error, refetch, connection } = useTransfer(id);
  const [asked, setTab] = useSearchState("tab");
  usePaceTicks(transfer ? [transfer] : []);

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
  const tabs = tabsOf(transfer);
  const tab = tabs.find(({ value }) => value === asked) ?? tabs[0];
  return (
    <>
      <PageHeader title={title} tab={running && share !== undefined ? `${Math.floor(share * 100)}% ${title}` : title}>
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
        <Tabs value={tab.value} onChange={(value) => setTab(value === tabs[0].value || value === null ? undefined : value)} keepMounted={false}>
          <Tabs.List mb="md" aria-label="About the transfer">
            {tabs.map(({ value, text }) => <Tabs.Tab key={value} value={value}>{text}</Tabs.Tab>)}
          </Tabs.List>
          <Tabs.Panel value={tab.value}>{tab.content(transfer)}</Tabs.Panel>
        </Tabs>
      </Stack>
    </>
  );
}
