import { Badge } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";

/** How a state is to be taken; never told by colour alone. */
export type Tone = "good" | "busy" | "waiting" | "warning" | "bad" | "neutral";

const colors: Record<Tone, string> = {
  good: "green", busy: "blue", waiting: "grape", warning: "orange", bad: "red", neutral: "gray",
};

interface Props {
  readonly tone: Tone;
  readonly text: string;
  readonly icon?: Icon;
  /** More words, on hover. */
  readonly title?: string;
}

export function StateBadge({ tone, text, icon: Shown, title }: Props) {
  return (
    <Badge
      color={colors[tone]}
      variant="light"
      // The light colours' own text is too pale for WCAG 2.2 AA.
      c="var(--mantine-color-text)"
      title={title}
      tt="none"
      leftSection={Shown && <Shown size={14} aria-hidden />}
    >
      {text}
    </Badge>
  );
}
