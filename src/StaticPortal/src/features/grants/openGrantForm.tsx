import { modals } from "@mantine/modals";
import type { Node } from "@/api/types";
import { GrantForm } from "./GrantForm";

/** @param purpose "send" when somebody is to be given a place to send to, which is asked in fewer words. */
export function openGrantForm(node: Node, purpose: "send" | "any"): void {
  const modalId = modals.open({
    title: purpose === "send" ? `Let somebody send to ${node.displayName}` : `Give a right on ${node.displayName}`,
    size: "lg",
    children: <GrantForm node={node} purpose={purpose} onDone={() => modals.close(modalId)} />,
  });
}
