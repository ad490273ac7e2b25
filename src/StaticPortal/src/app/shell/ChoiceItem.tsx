import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";

interface Props {
  readonly label: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

/** One of several choices in a menu, of which one holds. */
export function ChoiceItem({ label, chosen, onChoose }: Props) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      closeMenuOnClick={false}
      leftSection={<IconCheck size={16} aria-hidden visibility={chosen ? "visible" : "hidden"} />}
      onClick={onChoose}
    >
      {label}
    </Menu.Item>
  );
}
