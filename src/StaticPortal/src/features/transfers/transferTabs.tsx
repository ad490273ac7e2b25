import type { ReactNode } from "react";
import type { Transfer } from "@/api/types";
import { ReceiptPanel } from "./ReceiptPanel";
import { TransferEvents } from "./TransferEvents";
import { TransferMeasurements } from "./TransferMeasurements";
import { TransferObjects } from "./TransferObjects";
import { TransferOverview } from "./TransferOverview";
import { TransferSettings } from "./TransferSettings";

interface Tab {
  readonly value: string;
  readonly text: string;
  readonly content: (transfer: Transfer) => ReactNode;
}

const overview: Tab = { value: "overview", text: "Overview", content: (transfer) => <TransferOverview transfer={transfer} /> };
const receipt: Tab = { value: "receipt", text: "Receipt", content: (transfer) => <ReceiptPanel transfer={transfer} /> };
const others: readonly Tab[] = [
  { value: "objects", text: "Objects", content: (transfer) => <TransferObjects transfer={transfer} /> },
  { value: "events", text: "Events", content: (transfer) => <TransferEvents transfer={transfer} /> },
  { value: "measurements", text: "Measurements", content: (transfer) => <TransferMeasurements transfer={transfer} /> },
  { value: "settings", text: "Settings", content: (transfer) => <TransferSettings transfer={transfer} /> },
];

/** What there is to see of a transfer. A receipt has only what was copied and has ended. */
export function tabsOf({ state, settings }: Transfer): readonly [Tab, ...Tab[]] {
  const hasReceipt = (state === "Succeeded" || state === "SucceededWithErrors") && (settings.kind ?? "Copy") === "Copy";
  return hasReceipt ? [overview, ...others, receipt] : [overview, ...others];
}
