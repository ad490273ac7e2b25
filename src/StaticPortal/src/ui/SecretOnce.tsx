import { Alert, Code, Group, Stack } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { CopyButton } from "./CopyButton";

interface Props {
  /** What it is: "token", "invitation link". */
  readonly what: string;
  readonly secret: string;
}

/** A secret that is shown here and never again. */
export function SecretOnce({ what, secret }: Props) {
  return (
    <Stack gap="xs">
      <Group gap="xs" wrap="nowrap">
        <Code block flex={1} style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>{secret}</Code>
        <CopyButton value={secret} what={what} />
      </Group>
      <Alert color="orange" icon={<IconEyeOff aria-hidden />}>Copy the {what} now. It is not shown again.</Alert>
    </Stack>
  );
}
