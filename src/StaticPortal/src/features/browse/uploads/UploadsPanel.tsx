import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { formatBytes } from "@/ui/format";
import { counted } from "../selection";
import { isUnderWay } from "./upload";
import { UploadRow } from "./UploadRow";
import { useUploadQueue, useUploads } from "./useUploads";

/** Files on their way, and what became of those that were. Not there while there are none. */
export function UploadsPanel() {
  const queue = useUploadQueue();
  const uploads = useUploads();
  const [open, setOpen] = useState(true);
  if (uploads.length === 0) return null;

  const left = uploads.filter(isUnderWay);
  const failed = uploads.filter(({ state }) => state === "failed").length;
  const sent = uploads.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  const summary = left.length > 0 ? `Uploading ${counted(left.length, "file")}, ${formatBytes(sent)} sent`
    : failed > 0 ? `${counted(failed, "file")} could not be uploaded` : `${counted(uploads.length, "upload")} over`;
  return (
    <Paper withBorder p="xs" mt="xs" component="section" aria-label="Uploads">
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600} role="status">{summary}</Text>
        <Group gap={4}>
          <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? "Hide" : "Show"}</Button>
          {left.length > 0 && <Button size="compact-xs" variant="subtle" onClick={() => queue.cancelAll()}>Cancel all</Button>}
          {left.length < uploads.length && <Button size="compact-xs" variant="subtle" onClick={() => queue.clear()}>Clear</Button>}
        </Group>
      </Group>
      {open && (
        <Stack gap={6} mt={6} mah={260} style={{ overflow: "auto" }} component="ul" m={0} p={0} tabIndex={0} aria-label="Files">
          {uploads.map((upload) => <UploadRow key={upload.id} upload={upload} queue={queue} />)}
        </Stack>
      )}
    </Paper>
  );
}
