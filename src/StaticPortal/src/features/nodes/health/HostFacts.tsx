import { Text } from "@mantine/core";
import type { Agent } from "@/api/types";
import { Bytes } from "@/ui/Bytes";
import { Facts } from "@/ui/Facts";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";

/** The machine that an agent runs on, as it says. */
export function HostFacts({ agent }: { readonly agent: Agent }) {
  const { facts } = agent;
  return (
    <Section title={`Host ${agent.hostName}`}>
      {facts == null ? <Text size="sm" c="dimmed">It has said nothing of its machine yet.</Text> : (
        <Facts
          label={`Host ${agent.hostName}`}
          rows={[
            ["Agent", `${agent.id}, version ${facts.version}`],
            ["System", `${facts.operatingSystem}, ${facts.architecture}`],
            ["Processors", `${facts.cores}`],
            ["Memory", <Bytes key="memory" value={facts.memoryBytes} />],
            ["Running since", <RelativeTime key="since" at={facts.startedAt} />],
            facts.state != null && ["State disk", <span key="state"><Bytes value={facts.state.freeBytes} /> of <Bytes value={facts.state.totalBytes} /> free</span>],
            ["Store's disk", facts.store == null
              ? <Text key="store" size="sm" c="dimmed" span>Not known: set Agent__StoreDirectory at the agent</Text>
              : <span key="store"><Bytes value={facts.store.freeBytes} /> of <Bytes value={facts.store.totalBytes} /> free</span>],
            ["Said", <RelativeTime key="said" at={agent.factsAt} />],
          ]}
        />
      )}
    </Section>
  );
}
