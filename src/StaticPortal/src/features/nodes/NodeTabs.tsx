import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Node } from "@/api/types";
import { paths } from "@/app/paths";
import type { NodeRights } from "./useNodeRights";

interface Props {
  readonly node: Node;
  readonly rights: NodeRights;
  readonly children: ReactNode;
}

/** The parts of a node that the person has a use for. Each has an address of its own. */
export function NodeTabs({ node, rights, children }: Props) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const tabs: readonly (readonly [path: string, label: string])[] = [
    [paths.node(node.id), "Overview"],
    [paths.nodeStore(node.id), rights.manage ? "Store & keys" : "Store"],
    [paths.nodeGrants(node.id), rights.manage ? "Grants" : "Your access"],
    ...(rights.audit ? [[paths.nodeActivity(node.id), "Activity"] as const] : []),
    ...(rights.manage ? [[paths.nodeHealth(node.id), "Health"] as const] : []),
  ];
  const here = pathname.replace(/\/$/, "");
  return (
    <Tabs value={here} onChange={(path) => void navigate(path ?? paths.node(node.id))} keepMounted={false}>
      <Tabs.List mb="md" aria-label="About the node">
        {tabs.map(([path, label]) => <Tabs.Tab key={path} value={path}>{label}</Tabs.Tab>)}
      </Tabs.List>
      <Tabs.Panel value={here}>{children}</Tabs.Panel>
    </Tabs>
  );
}
