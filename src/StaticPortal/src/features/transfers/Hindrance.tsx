import { Alert } from "@mantine/core";
import { IconAlertTriangle, IconHourglass } from "@tabler/icons-react";
import type { Transfer } from "@/api/types";
import { FaultDetails } from "./FaultDetails";
import { helpFor } from "./faultHelp";

/** Why the transfer waits, is parked or failed, and who must do what. */
export function Hindrance({ transfer: { fault, waitingFor, state } }: { readonly transfer: Transfer }) {
  if (fault != null) {
    const parked = state === "Parked";
    return (
      <Alert
        color={parked ? "orange" : "red"}
        icon={<IconAlertTriangle aria-hidden />}
        title={parked ? `Parked${fault.code === "wrong_keys" ? ", needs credentials" : ""}: ${helpFor(fault).title}` : helpFor(fault).title}
      >
        <FaultDetails fault={fault} />
      </Alert>
    );
  }

  return waitingFor == null ? null : (
    <Alert color="grape" icon={<IconHourglass aria-hidden />} title="The transfer waits" role="status">It waits for {waitingFor}.</Alert>
  );
}
