import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import type { AuditEntry } from "@/api/types";
import { paths } from "@/app/paths";
import { formatName } from "@/ui/format";

/** Who did it; a click shows what else they did. */
export function Actor({ actor }: { readonly actor: AuditEntry["actor"] }) {
  return (
    <>
      {actor.id == null
        ? <Text size="sm">{formatName(actor.kind)}</Text>
        : <Anchor size="sm" component={Link} to={paths.auditBy(actor.id)} style={{ overflowWrap: "anywhere" }}>{actor.id}</Anchor>}
      {actor.tokenId != null && <Text size="xs" c="dimmed">with the token {actor.tokenId}</Text>}
      {actor.inNameOf != null && <Text size="xs" c="dimmed">in the name of {actor.inNameOf}</Text>}
    </>
  );
}
