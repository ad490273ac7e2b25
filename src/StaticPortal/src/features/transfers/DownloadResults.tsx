import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ObjectState, Transfer } from "@/api/types";
import { useDownload } from "./useDownload";

interface Props {
  readonly transfer: Transfer;
  readonly state: ObjectState | undefined;
}

/** Saves all objects that the list shows, one line of JSON each. */
export function DownloadResults({ transfer: { id }, state }: Props) {
  const saving = useDownload(id);
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={saving.isPending}
      onClick={() => saving.mutate({
        part: state === undefined ? "results" : `results?state=${state}`,
        name: `${id}.${state === undefined ? "" : `${state.toLowerCase()}.`}results.jsonl`,
      })}
    >
      Download results
    </Button>
  );
}
