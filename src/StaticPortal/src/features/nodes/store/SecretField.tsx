import { PasswordInput } from "@mantine/core";
import { useRef, useState } from "react";

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly error?: string;
  readonly onChange: (value: string) => void;
}

/** A secret while it is typed. It can be looked at only as long as one is in the field. */
export function SecretField({ label, description, value, error, onChange }: Props) {
  const [visible, setVisible] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  return (
    <div
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setVisible(false);
      }}
    >
      <PasswordInput
        ref={field}
        required
        // No password of the portal's own is to be filled in or remembered here.
        autoComplete="new-password"
        spellCheck={false}
        label={label}
        description={description}
        value={value}
        error={error}
        visible={visible}
        onVisibilityChange={(show) => {
          // The button takes no focus from a mouse; without it, nothing would hide the secret again.
          if (show && document.activeElement !== field.current) field.current?.focus();
          setVisible(show);
        }}
        visibilityToggleButtonProps={{ "aria-label": visible ? `Hide the ${label.toLowerCase()}` : `Show the ${label.toLowerCase()}`, "tabIndex": 0 }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
