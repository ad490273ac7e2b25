import { Stack, Text } from "@mantine/core";
import type { Node } from "@/api/types";
import { SearchField } from "@/ui/SearchField";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { Section } from "@/ui/Section";
import { command } from "@/ui/command";
import { ShowCommand } from "@/ui/ShowCommand";
import { useSearchState } from "@/ui/useSearchState";
import { AccessTable } from "./AccessTable";
import { useAccess } from "./useAccess";

interface Props {
  readonly node: Node;
  /** Whether one may ask about other people. */
  readonly ofOthers: boolean;
}

/** What somebody may do with a node's data now, and why. */
export function EffectiveAccess({ node, ofOthers }: Props) {
  const [asked] = useSearchState("user");
  const user = ofOthers ? asked : undefined;
  const { data, error, refetch, isFetching } = useAccess(node.id, user);
  return (
    <Section
      title={ofOthers ? "Effective access" : "What you may do here"}
      actions={<ShowCommand command={command("access", node.id, ...(user === undefined ? [] : ["--user", user]))} />}
    >
      <Stack gap="sm">
        {ofOthers && <SearchField name="user" label="Whose" placeholder="you" />}
        {ofOthers && <Text size="xs" c="dimmed">An e-mail address or a user's id; empty for yourself. Of an address, what was granted to it and to everyone.</Text>}
        {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <AccessTable access={data} self={user === undefined} busy={isFetching} />}
      </Stack>
    </Section>
  );
}
