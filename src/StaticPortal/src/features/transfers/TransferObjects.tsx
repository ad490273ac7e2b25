import { Chip, Group, Text } from "@mantine/core";
import { IconFile } from "@tabler/icons-react";
import type { ObjectState, Transfer, TransferObject } from "@/api/types";
import { Bytes } from "@/ui/Bytes";
import { EmptyState } from "@/ui/EmptyState";
import { formatCount } from "@/ui/format";
import { PagedTable } from "@/ui/PagedTable";
import { useSearchState } from "@/ui/useSearchState";
import { DownloadResults } from "./DownloadResults";
import { ObjectDetails } from "./ObjectDetails";
import { ObjectStateCell } from "./ObjectStateCell";
import { useTransferObjects } from "./useTransferObjects";

const copied: readonly ObjectState[] = ["Pending", "Copied", "Verified", "Failed"];
const extras: readonly ObjectState[] = ["Extra", "Deleted"];

/** The transfer's objects, in key order, by their state. */
export function TransferObjects({ transfer }: { readonly transfer: Transfer }) {
  const [asked, setState] = useSearchState("objects");
  const states = transfer.settings.deleteExtras == null ? copied : [...copied, ...extras];
  const state = states.find((known) => known === asked);
  const pages = useTransferObjects(transfer, state);
  return (
    <>
      <Group mb="md" justify="space-between" gap="sm">
        <Chip.Group value={state ?? ""} onChange={(value) => setState(value)}>
          <Group gap="xs" role="radiogroup" aria-label="Which objects">
            <Chip value="" size="xs">All</Chip>
            {states.map((value) => (
              <Chip key={value} value={value} size="xs">
                {value === "Failed" && transfer.totals.objectsFailed > 0 ? `Failed (${formatCount(transfer.totals.objectsFailed)})` : value}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <DownloadResults transfer={transfer} state={state} />
      </Group>
      <PagedTable<TransferObject>
        caption="Objects"
        pages={pages}
        rowKey={(object) => object.key}
        opens={(object) => ({ name: `Details of ${object.key}`, content: () => <ObjectDetails transfer={transfer} object={object} /> })}
        columns={[
          { title: "Key", cell: (object) => <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>{object.key}</Text> },
          { title: "Size", align: "right", cell: (object) => <Bytes value={object.size} />, from: "xs" },
          { title: "State", cell: (object) => <ObjectStateCell object={object} /> },
          { title: "SHA-256", from: "lg", cell: (object) => <Text size="xs" ff="monospace" title={object.sha256 ?? undefined}>{object.sha256?.slice(0, 16) ?? "–"}</Text> },
        ]}
        empty={(
          <EmptyState icon={IconFile} title="No objects">
            {state ? "No object is in this state." : "Objects appear here as soon as they are listed."}
          </EmptyState>
        )}
      />
    </>
  );
}
