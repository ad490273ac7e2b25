import { modals } from "@mantine/modals";
import type { ReactNode } from "react";
import type { Node } from "@/api/types";
import { AddressForm } from "./AddressForm";
import { CaForm } from "./CaForm";
import { KeysForm } from "./KeysForm";

function open(title: string, form: (onDone: () => void) => ReactNode): void {
  const modalId = modals.open({ title, size: "lg", children: form(() => modals.close(modalId)) });
}

export const openKeysForm = (node: Node) => open(`Keys of ${node.displayName}'s store`, (onDone) => <KeysForm node={node} onDone={onDone} />);

export const openAddressForm = (node: Node) => open(`Address of ${node.displayName}'s store`, (onDone) => <AddressForm node={node} onDone={onDone} />);

export const openCaForm = (node: Node) => open(`CA certificates of ${node.displayName}'s store`, (onDone) => <CaForm node={node} onDone={onDone} />);
