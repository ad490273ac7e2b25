import { Button, Group, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { formatCount } from "@/ui/format";
import { visibleName } from "@/ui/visibleName";

export type Answer = "overwrite" | "skip" | "cancel";

interface Props {
  readonly keys: readonly string[];
  readonly of: number;
  readonly onAnswer: (answer: Answer) => void;
}

function OverwriteQuestion({ keys, of, onAnswer }: Props) {
  return (
    <Stack>
      <Text size="sm">{formatCount(keys.length)} of {formatCount(of)} {of === 1 ? "file has" : "files have"} the name of an object that is there:</Text>
      <Stack gap={2} component="ul" m={0} pl="md" mah={200} style={{ overflow: "auto" }} tabIndex={0} aria-label="Names that are taken">
        {keys.slice(0, 100).map((key) => <Text key={key} size="sm" component="li" style={{ overflowWrap: "anywhere" }}>{visibleName(key)}</Text>)}
        {keys.length > 100 && <Text size="sm" component="li">and {formatCount(keys.length - 100)} more</Text>}
      </Stack>
      <Group justify="end" gap="xs">
        <Button variant="default" data-autofocus onClick={() => onAnswer("cancel")}>Cancel</Button>
        {keys.length < of && <Button variant="default" onClick={() => onAnswer("skip")}>Leave those out</Button>}
        <Button color="red" onClick={() => onAnswer("overwrite")}>Overwrite</Button>
      </Group>
    </Stack>
  );
}

/** Asks what to do about names that are taken. Closing the dialog is "cancel". */
export function askToOverwrite(keys: readonly string[], of: number): Promise<Answer> {
  return new Promise((resolve) => {
    const id = modals.open({
      title: "Overwrite what is there?",
      onClose: () => resolve("cancel"),
      children: (
        <OverwriteQuestion
          keys={keys}
          of={of}
          onAnswer={(answer) => {
            resolve(answer);
            modals.close(id);
          }}
        />
      ),
    });
  });
}
