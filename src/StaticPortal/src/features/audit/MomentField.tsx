import { TextInput } from "@mantine/core";
import { localTime, momentOf } from "@/ui/localTime";
import { useSearchState } from "@/ui/useSearchState";

interface Props {
  readonly name: "from" | "until";
  readonly label: string;
}

/** A moment in the person's own time zone; the address has it in UTC. */
export function MomentField({ name, label }: Props) {
  const [held, setHeld] = useSearchState(name);
  return (
    <TextInput
      type="datetime-local"
      label={label}
      w={200}
      value={held === undefined ? "" : localTime(new Date(held))}
      onChange={(event) => setHeld(momentOf(event.currentTarget.value))}
    />
  );
}
