import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link } from "react-router";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";
import { paths } from "../paths";

export function NotFoundPage() {
  return (
    <>
      <PageHeader title="No such page" />
      <EmptyState
        icon={IconMapOff}
        title="Nothing lies at this address"
        action={<Button component={Link} to={paths.home}>Go to the start</Button>}
      >
        The link may be old, or was cut when it was copied.
      </EmptyState>
    </>
  );
}
