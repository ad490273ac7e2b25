import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle, IconHourglass } from "@tabler/icons-react";
import type { Transfer } from "@/api/types";

/** Why the transfer waits, is parked or failed, and who must do what. */
export function Hindrance({ transfer: { fault, waitingFor, state } }: { readonly transfer: Transfer }) {
  if (fault != null) {
    return (
      <Alert
        color={state === "Parked" ? "orange" : "red"}
        icon={<IconAlertTriangle aria-hidden />}
        title={state === "Parked" ? "The transfer waits for somebody to act" : "The transfer could not be done"}
      >
        <Text size="sm">{fault.message}</Text>
        <Text size="sm" mt="xs">{fault.nextStep}</Text>
      </Alert>
    );
  }

  return waitingFor == null ? null : (
    <Alert color="grape" icon={<IconHourglass aria-hidden />} title="The transfer waits">{waitingFor}</Alert>
  );
}
