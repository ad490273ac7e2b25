import { ActionIcon, CopyButton as Copying, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";

interface Props {
  readonly value: string;
  /** What is copied, for people who do not see the icon: "transfer id". */
  readonly what: string;
}

export function CopyButton({ value, what }: Props) {
  return (
    <Copying value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? "Copied" : `Copy the ${what}`}>
          <ActionIcon variant="subtle" color={copied ? "teal" : "gray"} size={24} onClick={copy} aria-label={`Copy the ${what}`}>
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </Copying>
  );
}
