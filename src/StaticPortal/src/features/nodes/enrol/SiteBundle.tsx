import { Button, List, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { IconDownload } from "@tabler/icons-react";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import type { Node } from "@/api/types";
import { CommandBlock } from "@/ui/CommandBlock";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { saveFile } from "@/ui/saveFile";

/** A zip with all that a site needs, and what to do with it. */
export function SiteBundle({ node }: { readonly node: Node }) {
  const api = useApi();
  const queries = useQueryClient();
  const file = `dtnbox-${node.id}.zip`;
  const download = useMutation({
    mutationFn: () => content<unknown>(api.GET("/api/v1/nodes/{id}/bundle", { params: { path: { id: node.id } }, parseAs: "blob" })),
    // It has a code in it.
    gcTime: 0,
    onSuccess: (zip) => saveFile(zip as Blob, file),
    onSettled: () => queries.invalidateQueries({ queryKey: ["codes", node.id] }),
  });
  return (
    <Stack gap="sm">
      <Text size="sm">
        A zip with a compose file for the agent, and for a store if the site has none; its settings; and a README. It holds a one-time
        code, good for one agent within 24 hours. Each download makes another.
      </Text>
      <div>
        <Button leftSection={<IconDownload size={18} aria-hidden />} loading={download.isPending} onClick={() => download.mutate()}>
          Download the site bundle
        </Button>
      </div>
      {download.error && <ProblemAlert error={download.error} />}
      <List type="ordered" size="sm" spacing="xs">
        <List.Item>Unpack it on a machine beside the store.</List.Item>
        <List.Item>
          In <code>.env</code>, enter the secret key as <code>STORE_SECRET_KEY</code>. If the site has a store already, set{" "}
          <code>COMPOSE_PROFILES</code> and <code>AGENT_STORE_DIRECTORY</code> to nothing instead.
        </List.Item>
        <List.Item>Start it. In a terminal, all three:</List.Item>
      </List>
      <CommandBlock what="commands for the bundle" text={`unzip ${file} -d dtnbox && cd dtnbox\n\${EDITOR:-vi} .env\ndocker compose up -d`} />
    </Stack>
  );
}
