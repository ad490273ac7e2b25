import { AppShell, Burger, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ModalsProvider } from "@mantine/modals";
import { useEffect } from "react";
import { Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";
import { ConnectionBanner } from "./ConnectionBanner";
import { Navigation } from "./Navigation";
import { SkipLink } from "./SkipLink";
import { UserMenu } from "./UserMenu";

const modalProps = {
  closeButtonProps: { "aria-label": "Close" },
  // Mantine makes it a <header>, and the page has one already.
  attributes: { header: { role: "presentation" } },
};

/** What stands around every screen. */
export function Shell() {
  const [open, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  const loading = useNavigation().state !== "idle";

  useEffect(close, [pathname, close]);

  return (
    <AppShell header={{ height: 56 }} navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !open } }} padding="md">
      <SkipLink />
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={open ? "Close the navigation" : "Open the navigation"} />
            <img src="/icon.svg" alt="" width={28} height={28} />
            <Text fw={700}>DtnBox</Text>
          </Group>
          <UserMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Main"><Navigation /></AppShell.Navbar>
      <AppShell.Main id="main" aria-busy={loading}>
        <ConnectionBanner />
        {/* In here, so that what is asked in a dialog has the API, the person and the addresses. */}
        <ModalsProvider modalProps={modalProps}><Outlet /></ModalsProvider>
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}
