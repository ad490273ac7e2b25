import { Group, Paper, Stack, Title } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconClockEdit, IconGauge } from "@tabler/icons-react";
import type { Transfer } from "@/api/types";
import { PlanText } from "@/ui/bandwidth/PlanText";
import { Facts } from "@/ui/Facts";
import { formatMoment } from "@/ui/format";
import { RefusableButton } from "@/ui/RefusableButton";
import { settingsWords } from "@/ui/settingsWords";
import { BandwidthForm } from "./BandwidthForm";
import { DeadlineForm } from "./DeadlineForm";
import { hasEnded } from "./transferFilter";

/** All settings in words, and those that can be changed while it runs. */
export function TransferSettings({ transfer }: { readonly transfer: Transfer }) {
  const { settings, state, keys, id } = transfer;
  return (
    <Stack>
      <Paper withBorder p="md">
        <Title order={2} size="h5" mb="xs">Bandwidth and deadline</Title>
        <Facts
          label="Bandwidth and deadline"
          rows={[
            ["Bandwidth cap", <PlanText key="cap" plan={settings.bandwidth} />],
            ["Deadline", settings.deadline == null ? "None: it goes on until it is done" : formatMoment(new Date(settings.deadline))],
          ]}
        />
        <Group mt="sm">
          <RefusableButton
            size="xs"
            variant="default"
            leftSection={<IconGauge size={16} aria-hidden />}
            refusal={hasEnded(state) ? "It has ended: there is nothing to slow down." : undefined}
            onClick={() => modals.open({ title: "Bandwidth cap", size: "xl", children: <BandwidthForm id={id} plan={settings.bandwidth} /> })}
          >
            Change bandwidth cap
          </RefusableButton>
          <RefusableButton
            size="xs"
            variant="default"
            leftSection={<IconClockEdit size={16} aria-hidden />}
            refusal={state === "Succeeded" ? "It has succeeded: nothing is left to be late." : undefined}
            onClick={() => modals.open({ title: "Deadline", children: <DeadlineForm id={id} deadline={settings.deadline} /> })}
          >
            Change deadline
          </RefusableButton>
        </Group>
      </Paper>
      <Paper withBorder p="md">
        <Title order={2} size="h5" mb="xs">What it does</Title>
        <Facts
          label="Settings"
          rows={[
            ...settingsWords(settings),
            keys != null && ["Keys", `${keys.mode === "Keyless" ? "No site gets the other's keys" : "The agents that copy have both stores' keys"}: ${keys.reason}`],
          ]}
        />
      </Paper>
    </Stack>
  );
}
