import { Menu, useMantineColorScheme } from "@mantine/core";
import { ChoiceItem } from "./ChoiceItem";

const choices = [["light", "Light"], ["dark", "Dark"], ["auto", "As the system"]] as const;

export function AppearanceItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>Appearance</Menu.Label>
      {choices.map(([scheme, label]) => (
        <ChoiceItem key={scheme} label={label} chosen={colorScheme === scheme} onChoose={() => setColorScheme(scheme)} />
      ))}
    </>
  );
}
