import { type MantineColorScheme, Menu, useMantineColorScheme } from "@mantine/core";

export function AppearanceItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)} aria-label="Appearance">
      <Menu.Label>Appearance</Menu.Label>
      <Menu.RadioItem value="light">Light</Menu.RadioItem>
      <Menu.RadioItem value="dark">Dark</Menu.RadioItem>
      <Menu.RadioItem value="auto">As the system</Menu.RadioItem>
    </Menu.RadioGroup>
  );
}
