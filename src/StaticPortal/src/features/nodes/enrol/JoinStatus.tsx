import { Group, Loader, Stack, Text } from "@mantine/core";
import { IconCircleCheckFilled } from "@tabler/icons-react";
import type { Node } from "@/api/types";
import { Section } from "@/ui/Section";
import { type Joining, joiningOf } from "./joining";

interface Props {
  readonly node: Node;
  readonly known: ReadonlySet<string>;
}

/** Turns to "connected" by itself. As high as it will be, so that nothing moves then. */
export function JoinStatus({ node, known }: Props) {
  const joining = joiningOf(node, known);
  const [title, text] = wordsFor(joining);
  return (
    <Section title="The agent">
      <Group wrap="nowrap" align="start" mih={84} role="status" aria-live="polite">
        <span aria-hidden>
          {joining.state === "connected"
            ? <IconCircleCheckFilled size={28} color="var(--mantine-color-teal-filled)" />
            : <Loader size={28} />}
        </span>
        <Stack gap={2}>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>{text}</Text>
        </Stack>
      </Group>
    </Section>
  );
}

function wordsFor(joining: Joining): readonly [string, string] {
  switch (joining.state) {
    case "connected":
      return ["Connected", `${joining.agent.hostName} runs version ${joining.agent.version} and takes work.`];
    case "enrolled":
      return ["The code was used", `${joining.agent.hostName} has joined; waiting to hear from it.`];
    case "waiting":
      return joining.connected.length === 0
        ? ["Waiting for the agent …", "This page notices by itself. You can leave it and come back."]
        : ["Waiting for another agent …", `Connected already: ${joining.connected.map((agent) => agent.hostName).join(", ")}.`];
  }
}
