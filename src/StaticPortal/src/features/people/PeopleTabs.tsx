import { Button, Group } from "@mantine/core";
import { Link } from "react-router";
import { paths } from "@/app/paths";

const places = [["people", "People", paths.people], ["invitations", "Invitations", paths.invitations]] as const;

/** Between the people who are here and the invitations of those who may come. Two pages, so these are links. */
export function PeopleTabs({ here }: { readonly here: "people" | "invitations" }) {
  return (
    <Group component="nav" aria-label="People and invitations" gap="xs" mb="md">
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
