import { Group, Select, Text } from "@mantine/core";
import { IconCircleCheck, IconPlugConnectedX } from "@tabler/icons-react";
import { useSites } from "../useSites";

interface Props {
  /** "Left pane". */
  readonly pane: string;
  readonly value: string;
  readonly onPick: (node: string) => void;
}

/** Chooses the site of a pane; finds it by name or id. */
export function SitePicker({ pane, value, onPick }: Props) {
  const { data: sites = [], isPending } = useSites();
  // A site of a link that the person cannot see is named all the same; the list below says why it shows nothing.
  const unknown = value !== "" && !sites.some(({ id }) => id === value);
  const data = [
    ...sites.map(({ id, displayName }) => ({ value: id, label: displayName === id ? id : `${displayName} (${id})` })),
    ...(unknown ? [{ value, label: value }] : []),
  ];
  const here = sites.find(({ id }) => id === value);
  const isOnline = (id: string) => sites.find((site) => site.id === id)?.online ?? false;
  return (
    <Select
      size="xs"
      flex={1}
      miw={120}
      searchable
      aria-label={`Site of the ${pane}`}
      placeholder={isPending ? "Loading the sites" : sites.length === 0 ? "No sites yet" : "Choose a site"}
      nothingFoundMessage="No site of this name"
      data={data}
      value={value === "" ? null : value}
      onChange={(id) => onPick(id ?? "")}
      allowDeselect={false}
      maxDropdownHeight={320}
      leftSection={here && <Connection online={here.online ?? false} />}
      renderOption={({ option }) => (
        <Group gap="xs" wrap="nowrap">
          <Connection online={isOnline(option.value)} />
          <Text size="sm">{option.label}</Text>
          {!isOnline(option.value) && <Text size="xs" c="dimmed">not connected</Text>}
        </Group>
      )}
    />
  );
}

function Connection({ online }: { readonly online: boolean }) {
  return online
    ? <IconCircleCheck size={16} color="var(--mantine-color-teal-7)" aria-hidden />
    : <IconPlugConnectedX size={16} color="var(--mantine-color-red-7)" aria-hidden />;
}
