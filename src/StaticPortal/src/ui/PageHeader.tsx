import { Group, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./PageHeader.module.css";

interface Props {
  readonly title: string;
  /** What the browser's tab says, when that is more than the title: a progress, say. */
  readonly tab?: string;
  /** Buttons at the right. */
  readonly children?: ReactNode;
}

/** The heading of a screen. It takes the focus when the screen is entered, so that screen readers say where one is. */
export function PageHeader({ title, tab = title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = `${tab} · DtnBox`;
  }, [tab]);

  return (
    <Group justify="space-between" mb="md" gap="sm">
      <Title order={1} size="h2" ref={heading} tabIndex={-1} className={classes.heading}>{title}</Title>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
