import { ActionIcon, Table } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";

interface Props {
  /** Whether the table has a column for the buttons. */
  readonly canOpen: boolean;
  readonly opened: { readonly name: string; readonly content: () => ReactNode } | undefined;
  /** How many columns the table has, that of the buttons included. */
  readonly width: number;
  /** The cells. */
  readonly children: ReactNode;
}

/** A row of a table, with a second one below it when it is opened. */
export function OpeningRow({ canOpen, opened, width, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const Shown = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Table.Tr>
        {canOpen && (
          <Table.Td>
            {opened && (
              <ActionIcon variant="subtle" color="gray" aria-label={opened.name} aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
                <Shown size={16} />
              </ActionIcon>
            )}
          </Table.Td>
        )}
        {children}
      </Table.Tr>
      {isOpen && opened && <Table.Tr id={id}><Table.Td colSpan={width}>{opened.content()}</Table.Td></Table.Tr>}
    </>
  );
}
