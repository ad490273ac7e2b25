import { ActionIcon, FileButton, Group, Menu, Tooltip } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconDownload, IconFolderPlus, IconListCheck, IconTrash, IconUpload } from "@tabler/icons-react";
import type { RefObject } from "react";
import { DeleteDialog } from "../deleting/DeleteDialog";
import { mostDownloads, useDownload } from "../downloads/useDownload";
import { NewFolderForm } from "../NewFolderForm";
import { everything, isEmpty, nothing, only } from "../selection";
import { targetsOf } from "../targets";
import type { NamedFile } from "../uploads/droppedFiles";
import type { PaneState } from "../usePane";

interface Props {
  readonly pane: string;
  readonly state: PaneState;
  readonly isChecking: boolean;
  readonly onUpload: (files: Promise<readonly NamedFile[]>) => void;
  /** Opens the file chooser; the empty folder has a button for it too. */
  readonly chooser: RefObject<HTMLButtonElement | null>;
}

/** What can be done here, and with what is selected. */
export function PaneActions({ pane, state, isChecking, onUpload, chooser }: Props) {
  const { place, selection, select, rows, listing } = state;
  const download = useDownload(place);
  const inBucket = place.bucket !== "";
  const targets = targetsOf(place, selection);
  const saveable = targets.prefixes.length === 0 && targets.keys.length > 0 && targets.keys.length <= mostDownloads;

  const remove = () => modals.open({
    title: "Delete from the store?",
    size: "lg",
    closeOnClickOutside: false,
    children: <DeleteDialog place={place} targets={targets} onChanged={() => {
      select(nothing);
      listing.refresh();
    }} />,
  });

  return (
    <Group gap={4} wrap="nowrap">
      <FileButton multiple onChange={(files) => onUpload(Promise.resolve(files.map((file) => ({ file, name: file.name }))))}>
        {(button) => (
          <Action {...button} ref={chooser} icon={IconUpload} label={`Upload files in the ${pane}`} hint="Upload files, up to 5 GiB each" disabled={!inBucket} loading={isChecking} />
        )}
      </FileButton>
      <Action
        icon={IconFolderPlus}
        label={`New folder in the ${pane}`}
        hint="New folder"
        disabled={!inBucket}
        onClick={() => modals.open({ title: "New folder", children: <NewFolderForm place={place} onMade={listing.refresh} /> })}
      />
      <Action
        icon={IconDownload}
        label={`Download the selection of the ${pane}`}
        hint={saveable || isEmpty(selection) ? "Download" : `Download: up to ${mostDownloads} objects, and no folders. For more, use a transfer`}
        disabled={!saveable}
        loading={download.isBusy}
        onClick={() => download.save(targets.keys)}
      />
      <Action icon={IconTrash} label={`Delete the selection of the ${pane}`} hint="Delete" disabled={!inBucket || isEmpty(selection)} onClick={remove} />
      <Menu position="bottom-end" withinPortal>
        <Menu.Target><Action icon={IconListCheck} label={`Select in the ${pane}`} hint="Select" disabled={!inBucket} /></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => select(only(rows))}>All that is loaded</Menu.Item>
          <Menu.Item onClick={() => select(everything)}>Everything under this prefix</Menu.Item>
          <Menu.Item onClick={() => select(nothing)} disabled={isEmpty(selection)}>Nothing</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

interface ActionProps extends React.ComponentPropsWithRef<"button"> {
  readonly icon: typeof IconUpload;
  readonly label: string;
  readonly hint: string;
  readonly loading?: boolean;
}

function Action({ icon: Shown, label, hint, ...rest }: ActionProps) {
  return (
    <Tooltip label={hint} multiline maw={260}>
      <ActionIcon {...rest} style={undefined} color={undefined} variant="default" size={30} aria-label={label}><Shown size={16} /></ActionIcon>
    </Tooltip>
  );
}
