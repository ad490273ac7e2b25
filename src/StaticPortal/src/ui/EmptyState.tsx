import { Stack, Text, Title } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface Props {
  readonly icon: Icon;
  readonly title: string;
  /** What to do next. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Says that there is nothing yet, and the next step. */
export function EmptyState({ icon: Shown, title, children, action }: Props) {
  return (
    <Stack align="center" gap="xs" py="xl" ta="center">
      <Shown size={36} stroke={1.3} aria-hidden />
      <Title order={2} size="h4">{title}</Title>
      <Text c="dimmed" maw={480}>{children}</Text>
      {action}
    </Stack>
  );
}
