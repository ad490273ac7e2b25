import { Code, Group } from "@mantine/core";
import { CopyButton } from "./CopyButton";

interface Props {
  readonly value: string;
  /** What the id names: "user", "transfer". */
  readonly of: string;
}

/** An id with a button that copies it. */
export function Identifier({ value, of }: Props) {
  return (
    <Group gap={2} wrap="nowrap" component="span" display="inline-flex">
      <Code>{value}</Code>
      <CopyButton value={value} what={`${of} id`} />
    </Group>
  );
}
