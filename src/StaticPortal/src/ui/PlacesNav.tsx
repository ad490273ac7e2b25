import { Button, Group } from "@mantine/core";
import { Link, useLocation } from "react-router";

interface Props {
  /** What the pages have in common, for screen readers. */
  readonly label: string;
  readonly places: readonly (readonly [path: string, label: string])[];
  /** The path of the page that is shown, where the address alone does not tell. */
  readonly here?: string;
}

/** Between pages that belong together: links, because each is a page. */
export function PlacesNav({ label, places, here }: Props) {
  const { pathname } = useLocation();
  const shown = here ?? pathname;
  return (
    <Group component="nav" aria-label={label} gap="xs" mb="md">
      {places.map(([path, text]) => (
        <Button
          key={path}
          component={Link}
          to={path}
          size="xs"
          variant={path === shown ? "light" : "subtle"}
          aria-current={path === shown ? "page" : undefined}
        >
          {text}
        </Button>
      ))}
    </Group>
  );
}
