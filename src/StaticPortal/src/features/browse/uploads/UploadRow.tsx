import { Alert, Box, Button, Code, Group, Progress, Text } from "@mantine/core";
import { CopyButton } from "@/ui/CopyButton";
import { formatBytes } from "@/ui/format";
import { visibleName } from "@/ui/visibleName";
import { isUnderWay, type Upload } from "./upload";
import type { UploadQueue } from "./UploadQueue";

const words = { waiting: "Waiting", done: "Uploaded", failed: "Failed", cancelled: "Cancelled" };

/** One file: how far it is, and what can be done about it. */
export function UploadRow({ upload, queue }: { readonly upload: Upload; readonly queue: UploadQueue }) {
  const { id, key, file, state, sentBytes, problem, remedy } = upload;
  const name = visibleName(key);
  const share = file.size === 0 ? 0 : Math.min(100, (100 * sentBytes) / file.size);
  return (
    <Box component="li" style={{ listStyle: "none" }}>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Text size="sm" truncate flex={1} title={name}>{name}</Text>
        <Text size="xs" c="dimmed" style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>
          {state === "sending" ? `${formatBytes(sentBytes)} of ${formatBytes(file.size)}` : words[state]}
        </Text>
        {isUnderWay(upload) && <Button size="compact-xs" variant="subtle" aria-label={`Cancel the upload of ${name}`} onClick={() => queue.cancel(id)}>Cancel</Button>}
        {(state === "failed" || state === "cancelled") && <Button size="compact-xs" variant="subtle" aria-label={`Try again: ${name}`} onClick={() => queue.retry(id)}>Try again</Button>}
      </Group>
      {state === "sending" && <Progress size="xs" value={share} aria-label={`Sent of ${name}`} />}
      {problem && (
        <Alert color="red" p="xs" title={problem.title}>
          <Text size="sm">{problem.detail} {problem.nextStep}</Text>
          {remedy !== undefined && (
            <Group gap={4} wrap="nowrap" align="start" mt={4}>
              <Code block style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>{remedy}</Code>
              <CopyButton value={remedy} what="command" />
            </Group>
          )}
        </Alert>
      )}
    </Box>
  );
}
