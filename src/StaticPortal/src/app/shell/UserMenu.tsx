import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown, IconKey, IconLogout } from "@tabler/icons-react";
import { Link } from "react-router";
import { paths } from "../paths";
import { useMe } from "../me";
import { AppearanceItems } from "./AppearanceItems";
import { RateUnitItems } from "./RateUnitItems";

/** Who is signed in, and what they choose for themselves. */
export function UserMenu() {
  const { user, signOut } = useMe();
  return (
    <Menu position="bottom-end" width={240} shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="subtle" color="gray" c="var(--mantine-color-text)" rightSection={<IconChevronDown size={16} aria-hidden />} maw="55vw">
          <Text size="sm" fw={500} truncate>{user.name}</Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {user.email ?? user.name}
          <br />
          {user.role}
        </Menu.Label>
        <Menu.Item component={Link} to={paths.tokens} leftSection={<IconKey size={16} aria-hidden />}>API tokens</Menu.Item>
        <Menu.Divider />
        <AppearanceItems />
        <Menu.Divider />
        <RateUnitItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
