import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";

interface Props extends Omit<ButtonProps, "disabled"> {
  /** Why it can not be pressed now. It stays reachable by keyboard, so that everybody can learn why. */
  readonly refusal: string | undefined;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button that says why it does nothing. */
export function RefusableButton({ refusal, onClick, children, ...look }: Props) {
  return (
    <Tooltip label={refusal} disabled={refusal === undefined} multiline maw={280} events={{ hover: true, focus: true, touch: true }} withinPortal={false}>
      <Button
        {...look}
        data-disabled={refusal !== undefined || undefined}
        aria-disabled={refusal !== undefined || undefined}
        aria-description={refusal}
        onClick={(event) => {
          if (refusal === undefined) onClick();
          else event.preventDefault();
        }}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
