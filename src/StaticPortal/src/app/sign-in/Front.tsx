import { Center, Container, Group, Image, Paper, Stack, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

interface Props {
  readonly title?: string;
  readonly children: ReactNode;
}

/** The page in front of the portal: sign-in, waiting, refusal. */
export function Front({ title = "DtnBox", children }: Props) {
  useEffect(() => {
    document.title = title === "DtnBox" ? title : `${title} · DtnBox`;
  }, [title]);
  return (
    <Center component="main" mih="100dvh" py="xl">
      <Container size="xs" w="100%">
        <Paper withBorder p="xl">
          <Stack>
            <Group gap="sm">
              <Image src="/icon.svg" alt="" w={36} h={36} />
              <Title order={1} size="h3">{title}</Title>
            </Group>
            {children}
          </Stack>
        </Paper>
      </Container>
    </Center>
  );
}
