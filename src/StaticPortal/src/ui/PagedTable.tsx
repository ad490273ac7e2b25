import { Button, Center, Skeleton, Stack, Table } from "@mantine/core";
import type { Key, ReactNode } from "react";
import type { Pages } from "@/api/usePages";
import { OpeningRow } from "./OpeningRow";
import { ProblemAlert } from "./ProblemAlert";

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  readonly align?: "right";
  /** Left out on screens narrower than this. */
  readonly from?: "xs" | "sm" | "md" | "lg";
  /** The title is only for screen readers: a column of buttons. */
  readonly quiet?: boolean;
}

interface Props<T> {
  /** What the table lists, for screen readers. */
  readonly caption: string;
  readonly pages: Pages<T>;
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => Key;
  /** Shown when the list is empty. */
  readonly empty: ReactNode;
  /** What a row opens to, and what its button is called; nothing for a row that does not open. */
  readonly opens?: (row: T) => { readonly name: string; readonly content: () => ReactNode } | undefined;
}

/** A table of a list that the server gives in pages. */
export function PagedTable<T>({ caption, pages, columns, rowKey, empty, opens }: Props<T>) {
  if (pages.isPending && pages.error == null) {
    return <Stack gap="xs" aria-busy aria-label={`Loading: ${caption}`}>{[1, 2, 3].map((row) => <Skeleton key={row} h={36} />)}</Stack>;
  }

  return (
    <Stack>
      {pages.error != null && <ProblemAlert error={pages.error} onRetry={() => pages.reload()} />}
      {pages.items.length === 0 && pages.error == null && empty}
      {pages.items.length > 0 && (
        <Table.ScrollContainer minWidth={0} type="native">
          <Table highlightOnHover verticalSpacing="xs" aria-label={caption}>
            <Table.Thead>
              <Table.Tr>
                {opens && <Table.Th scope="col" w={40}><span className="visually-hidden">Details</span></Table.Th>}
                {columns.map((column) => (
                  <Table.Th key={column.title} ta={column.align} visibleFrom={column.from} scope="col">
                    {column.quiet ? <span className="visually-hidden">{column.title}</span> : column.title}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {pages.items.map((row) => (
                <OpeningRow key={rowKey(row)} canOpen={opens !== undefined} opened={opens?.(row)} width={columns.length + 1}>
                  {columns.map((column) => (
                    <Table.Td key={column.title} ta={column.align} visibleFrom={column.from}>{column.cell(row)}</Table.Td>
                  ))}
                </OpeningRow>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {pages.hasMore && (
        <Center>
          <Button variant="default" loading={pages.isLoadingMore} onClick={() => pages.loadMore()}>Load more</Button>
        </Center>
      )}
    </Stack>
  );
}
