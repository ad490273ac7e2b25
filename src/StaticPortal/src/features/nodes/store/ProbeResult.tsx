import { Alert, Group, Loader, Stack, Text } from "@mantine/core";
import type { Node } from "@/api/types";
import { RelativeTime } from "@/ui/RelativeTime";
import { CapabilityList } from "./CapabilityList";
import { capabilitiesOf } from "./capabilities";

/** What the last probe of a node's store found, and whether another is on its way. */
export function ProbeResult({ node: { probe, probeRequestedAt, online } }: { readonly node: Node }) {
  return (
    <Stack gap="sm" mih={84}>
      <div role="status" aria-live="polite">
        {probeRequestedAt != null && (
          <Group gap="sm" wrap="nowrap">
            <Loader size={18} aria-hidden />
            <Text size="sm">{online ? "An agent is trying what the store can do …" : "The store will be tried as soon as an agent is connected."}</Text>
          </Group>
        )}
        {probeRequestedAt == null && probe == null && (
          <Text size="sm" c="dimmed">{online
            ? "What the store can do was not tried yet: name a bucket that the keys may write in."
            : "When an agent has joined, it tries what the store can do, if a bucket was named for that."}</Text>
        )}
        {probeRequestedAt == null && probe != null && (
          <Text size="sm" c="dimmed">Tried <RelativeTime at={probe.at} /> in the bucket {probe.bucket} by {probe.agent}.</Text>
        )}
      </div>
      {probe?.faults.map((fault, at) => (
        <Alert key={at} color="red" title="The store could not be tried as it should">
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>{fault.message}</Text>
          <Text size="sm" mt={4}>{fault.nextStep}</Text>
        </Alert>
      ))}
      {probe?.findings && <CapabilityList items={capabilitiesOf(probe.findings)} />}
    </Stack>
  );
}
