import { TextInput } from "@mantine/core";
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
      value={held === undefined ? "" : toLocal(held)}
      onChange={(event) => setHeld(toUtc(event.currentTarget.value))}
    />
  );
}

function toLocal(utc: string): string {
  const moment = new Date(utc);
  return Number.isNaN(moment.getTime())
    ? ""
    : new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function toUtc(local: string): string | undefined {
  const moment = new Date(local);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
