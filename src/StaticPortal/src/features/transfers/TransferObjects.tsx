import { SegmentedControl, Text } from "@mantine/core";
import { IconFile } from "@tabler/icons-react";
import type { ObjectState, Transfer, TransferObject } from "@/api/types";
import { Bytes } from "@/ui/Bytes";
import { EmptyState } from "@/ui/EmptyState";
import { PagedTable } from "@/ui/PagedTable";
import { useSearchState } from "@/ui/useSearchState";
import { ObjectStateCell } from "./ObjectStateCell";
import { useTransferObjects } from "./useTransferObjects";

const states: readonly ObjectState[] = ["Pending", "Copied", "Verified", "Failed"];

/** The transfer's objects, in key order, by their state. */
export function TransferObjects({ transfer }: { readonly transfer: Transfer }) {
  const [asked, setState] = useSearchState("objects");
  const state = states.find((known) => known === asked);
  const pages = useTransferObjects(transfer, state);
  return (
    <>
      <SegmentedControl
        mb="md"
        aria-label="Which objects"
        value={state ?? ""}
        onChange={setState}
        data={[{ value: "", label: "All" }, ...states]}
      />
      <PagedTable<TransferObject>
        caption="Objects"
        pages={pages}
        rowKey={(object) => object.key}
        columns={[
          { title: "Key", cell: (object) => <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>{object.key}</Text> },
          { title: "Size", align: "right", cell: (object) => <Bytes value={object.size} /> },
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
