import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconAlertTriangle } from "@tabler/icons-react";
import { formatBytes, formatCount } from "@/ui/format";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { visibleName } from "@/ui/visibleName";
import { type Place, placeText } from "../place";
import { counted } from "../selection";
import type { Targets } from "../targets";
import { FailedDeletions } from "./FailedDeletions";
import { useCount } from "./useCount";
import { useDeletion } from "./useDeletion";

interface Props {
  readonly place: Place;
  readonly targets: Targets;
  readonly onChanged: () => void;
}

/** Says what would be deleted, and how much; then deletes it, and says what came of it. */
export function DeleteDialog({ place, targets, onChanged }: Props) {
  const deletion = useDeletion(place, targets, onChanged);
  return (
    <Stack>
      {deletion.state === "asking" ? <Question place={place} targets={targets} onConfirm={deletion.start} /> : (
        <>
          <Group gap="xs" role="status">
            {deletion.state === "running" && <Loader size="xs" aria-hidden />}
            <Text size="sm">{words[deletion.state]} {counted(deletion.deleted, "object")} deleted{deletion.failed.length > 0 && `, ${formatCount(deletion.failed.length)} not`}.</Text>
          </Group>
          {deletion.error !== undefined && <ProblemAlert error={deletion.error} onRetry={deletion.start} />}
          <FailedDeletions failed={deletion.failed} />
          <Group justify="end">
            {deletion.state === "running"
              ? <Button variant="default" onClick={deletion.cancel}>Stop deleting</Button>
              : <Button data-autofocus onClick={() => modals.closeAll()}>Close</Button>}
          </Group>
        </>
      )}
    </Stack>
  );
}

const words = {
  asking: "",
  running: "Deleting:",
  done: "Done:",
  cancelled: "Stopped. What was deleted stays deleted:",
  failed: "It went no further:",
};

function Question({ place, targets, onConfirm }: { readonly place: Place; readonly targets: Targets; readonly onConfirm: () => void }) {
  const { objects, bytes, isComplete } = useCount(place, targets);
  const under = targets.prefixes.length > 0;
  const names = [...targets.prefixes, ...targets.keys];
  return (
    <>
      <Text size="sm">At {visibleName(placeText({ ...place, prefix: "" }))}:</Text>
      <Stack gap={2} component="ul" m={0} pl="md" mah={180} style={{ overflow: "auto" }} tabIndex={0} aria-label="What is deleted">
        {names.slice(0, 100).map((name, at) => (
          <Text key={name} size="sm" component="li" style={{ overflowWrap: "anywhere" }}>
            {at < targets.prefixes.length ? `everything under ${name === "" ? "the bucket" : visibleName(name)}` : visibleName(name)}
          </Text>
        ))}
        {names.length > 100 && <Text size="sm" component="li">and {formatCount(names.length - 100)} more</Text>}
      </Stack>
      <Text size="sm" fw={600} role="status">
        {counted(objects, "object")}{under && `, ${formatBytes(bytes)} in folders`}{isComplete ? "" : " so far, still counting"}
      </Text>
      <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
        This cannot be taken back{under && ", and it takes what is put there meanwhile too"}. Only a bucket with versions keeps the old ones.
      </Alert>
      <Group justify="end">
        <Button variant="default" data-autofocus onClick={() => modals.closeAll()}>Cancel</Button>
        <Button color="red" onClick={onConfirm}>Delete</Button>
      </Group>
    </>
  );
}
