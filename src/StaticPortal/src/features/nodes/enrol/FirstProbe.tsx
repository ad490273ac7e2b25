import type { Node } from "@/api/types";
import { Section } from "@/ui/Section";
import { ProbeNow } from "../store/ProbeNow";
import { ProbeResult } from "../store/ProbeResult";

/** What the store can do, as it becomes known. */
export function FirstProbe({ node }: { readonly node: Node }) {
  return (
    <Section title="The store">
      <ProbeResult node={node} />
      {node.online && node.probeRequestedAt == null && (node.probe == null || node.probe.faults.length > 0) && <ProbeNow node={node} />}
    </Section>
  );
}
