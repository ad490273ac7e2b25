import { Code, Group } from "@mantine/core";
import { CopyButton } from "./CopyButton";

interface Props {
  readonly text: string;
  /** What it is, for the button that copies it: "command". */
  readonly what: string;
}

/** Lines to be typed into a terminal, with a button that copies them. */
export function CommandBlock({ text, what }: Props) {
  return (
    <Group gap="xs" wrap="nowrap" align="start">
      <Code block flex={1} tabIndex={0} aria-label={what} style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>{text}</Code>
      <CopyButton value={text} what={what} />
    </Group>
  );
}
