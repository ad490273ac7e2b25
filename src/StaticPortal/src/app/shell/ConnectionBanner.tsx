import { Alert } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useReachable } from "./useReachable";

/** Says that what is shown may be old. */
export function ConnectionBanner() {
  return useReachable() ? null : (
    <Alert color="orange" mb="md" role="status" icon={<IconPlugConnectedX aria-hidden />} title="No connection to the control plane">
      What you see may be old. Transfers go on without this page, and it goes on by itself when the connection is back.
    </Alert>
  );
}
