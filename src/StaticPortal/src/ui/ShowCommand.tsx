import { Button, Code, Group, Popover, Text } from "@mantine/core";
import { IconTerminal2 } from "@tabler/icons-react";
import { CopyButton } from "./CopyButton";

/** The dtnbox command that does the same as this screen. */
export function ShowCommand({ command }: { readonly command: string }) {
  return (
    <Popover position="bottom-end" shadow="md" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconTerminal2 size={16} aria-hidden />}>Show command</Button>
      </Popover.Target>
      <Popover.Dropdown maw="min(90vw, 40rem)">
        <Text size="sm" mb={4}>The same in a terminal:</Text>
        <Group gap="xs" wrap="nowrap" align="start">
          <Code block>{command}</Code>
          <CopyButton value={command} what="command" />
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
