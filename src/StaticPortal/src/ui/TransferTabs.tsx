import { Button, Group } from "@mantine/core";
import { Link } from "react-router";
import { paths } from "@/app/paths";

const places = [
  ["active", "Active", paths.transfers], ["recent", "Recent", paths.recentTransfers], ["scheduled", "Scheduled", paths.schedules],
] as const;

/** Between the lists of transfers: under way, ended, and to come. Each has an address, so these are links. */
export function TransferTabs({ here }: { readonly here: (typeof places)[number][0] }) {
  return (
    <Group component="nav" aria-label="Which transfers" gap="xs" mb="md">
      {places.map(([name, label, path]) => (
        <Button
          key={name}
          component={Link}
          to={path}
          size="xs"
          variant={name === here ? "light" : "subtle"}
          aria-current={name === here ? "page" : undefined}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}
