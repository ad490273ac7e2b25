import { CloseButton, TextInput } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";

interface Props {
  readonly pane: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Looks in the store for names that begin with the text. */
  readonly onSearch: () => void;
}

/** Narrows down what is loaded; Enter asks the store. */
export function PaneFilter({ pane, value, onChange, onSearch }: Props) {
  return (
    <TextInput
      size="xs"
      flex={1}
      miw={90}
      aria-label={`Filter of the ${pane}`}
      placeholder="Filter by name"
      title="Filters what is loaded. Enter looks in the store for names that begin with it."
      leftSection={<IconFilter size={14} aria-hidden />}
      rightSection={value === "" ? undefined : <CloseButton size="xs" aria-label="Clear the filter" onClick={() => onChange("")} />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && value !== "") onSearch();
        if (event.key === "Escape") onChange("");
      }}
    />
  );
}
