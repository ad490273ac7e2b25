import { Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import type { AuditEntry } from "@/api/types";
import { command } from "@/ui/command";
import { EmptyState } from "@/ui/EmptyState";
import { formatName } from "@/ui/format";
import { PagedTable } from "@/ui/PagedTable";
import { PageHeader } from "@/ui/PageHeader";
import { RelativeTime } from "@/ui/RelativeTime";
import { ShowCommand } from "@/ui/ShowCommand";
import { Actor } from "./Actor";
import { AuditFilters } from "./AuditFilters";
import { Outcome } from "./Outcome";
import { Thing } from "./Thing";
import { useAudit } from "./useAudit";
import { type AuditQuery, useAuditQuery } from "./useAuditQuery";

/** What was done and what was refused, newest first. */
export function AuditPage() {
  const query = useAuditQuery();
  const pages = useAudit(query);
  const options = optionsOf(query);
  return (
    <>
      <PageHeader title="Audit"><ShowCommand command={command("audit", "list", ...options)} /></PageHeader>
      <AuditFilters />
      <PagedTable<AuditEntry>
        caption="Audit entries"
        pages={pages}
        rowKey={(entry) => entry.id}
        columns={[
          { title: "When", cell: (entry) => <RelativeTime at={entry.at} /> },
          { title: "Who", cell: (entry) => <Actor actor={entry.actor} /> },
          { title: "Action", cell: (entry) => <Text size="sm" ff="monospace">{entry.action}{entry.count != null && ` × ${entry.count}`}</Text> },
          { title: "To what", cell: (entry) => <Thing thing={entry.thing} />, from: "sm" },
          { title: "Outcome", cell: (entry) => <Outcome outcome={entry.outcome} problem={entry.problem} /> },
          { title: "From where", cell: (entry) => <Text size="sm" title={entry.origin?.userAgent ?? undefined}>{entry.origin?.address ?? formatName(entry.actor.kind)}</Text>, from: "lg" },
        ]}
        empty={(
          <EmptyState icon={IconHistory} title="No entries">
            Nothing of this kind was done in this time. Without a time, the last 31 days are searched: take filters away, or
            look further back.
          </EmptyState>
        )}
      />
    </>
  );
}

function optionsOf(query: AuditQuery): string[] {
  return Object.entries(query).flatMap(([name, value]: [string, string | undefined]) => (value === undefined ? [] : [`--${name}`, value]));
}
