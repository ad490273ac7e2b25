import { Tabs } from "@mantine/core";
import type { Node } from "@/api/types";
import { Section } from "@/ui/Section";
import { useSearchState } from "@/ui/useSearchState";
import { AgentAlone } from "./AgentAlone";
import { SiteBundle } from "./SiteBundle";

/** The two ways in which an agent comes to a site. */
export function BringAgent({ node }: { readonly node: Node }) {
  const [way = "bundle", setWay] = useSearchState("with");
  return (
    <Section title="Start an agent at the site">
      <Tabs value={way} onChange={(value) => setWay(value === "bundle" || value === null ? undefined : value)}>
        <Tabs.List mb="md" aria-label="How the agent is started">
          <Tabs.Tab value="bundle">Site bundle (compose)</Tabs.Tab>
          <Tabs.Tab value="code">One-time code</Tabs.Tab>
        </Tabs.List>
        {/* Both stay, so that a code that was made is still there after a look at the other. */}
        <Tabs.Panel value="bundle"><SiteBundle node={node} /></Tabs.Panel>
        <Tabs.Panel value="code"><AgentAlone node={node} /></Tabs.Panel>
      </Tabs>
    </Section>
  );
}
