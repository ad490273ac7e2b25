import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useSearchState } from "./useSearchState";

interface Props {
  /** The name in the address. */
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string;
}

/** A text that narrows a list down; taken over by Enter, or when the field is left. */
export function SearchField({ name, label, placeholder }: Props) {
  const [held, setHeld] = useSearchState(name);
  // A key, so that the field follows the address when that changes by other means.
  return <Draft key={held ?? ""} label={label} placeholder={placeholder} held={held ?? ""} onTake={setHeld} />;
}

interface DraftProps {
  readonly label: string;
  readonly placeholder: string | undefined;
  readonly held: string;
  readonly onTake: (value: string) => void;
}

function Draft({ label, placeholder, held, onTake }: DraftProps) {
  const [text, setText] = useState(held);
  const take = () => {
    if (text.trim() !== held) onTake(text.trim());
  };
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      w={170}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
      }}
    />
  );
}
