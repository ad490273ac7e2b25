import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import type { AuditEntry } from "@/api/types";
import { paths } from "@/app/paths";

/** What it was done to; a click shows what else was done to it. */
export function Thing({ thing }: { readonly thing: AuditEntry["thing"] }) {
  if (!thing) {
    return <Text size="sm">–</Text>;
  }

  const name = thing.id == null ? thing.kind : `${thing.kind}:${thing.id}`;
  return <Anchor size="sm" component={Link} to={paths.auditOf(name)} style={{ overflowWrap: "anywhere" }}>{name}</Anchor>;
}
