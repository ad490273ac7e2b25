import { List, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleMinus, IconInfoCircle } from "@tabler/icons-react";
import type { Capability } from "./capabilities";

/** What a store can do: each with a sign, for who sees it, a word for who does not, and a sentence. */
export function CapabilityList({ items }: { readonly items: readonly Capability[] }) {
  return (
    <List aria-label="What the store can do" size="sm" spacing={6} center={false}>
      {items.map((item) => (
        <List.Item key={item.name} icon={<Sign good={item.good} />}>
          <Text span size="sm" fw={500}>{item.name}</Text>
          {item.good !== null && <span className="visually-hidden">{item.good ? " (yes)" : " (no)"}</span>}
          <Text size="sm" c="dimmed">{item.text}</Text>
        </List.Item>
      ))}
    </List>
  );
}

function Sign({ good }: Pick<Capability, "good">) {
  const look = { size: 20, style: { display: "block" }, "aria-hidden": true } as const;
  if (good === null) return <IconInfoCircle {...look} color="var(--mantine-color-dimmed)" />;
  return good ? <IconCircleCheck {...look} color="var(--mantine-color-teal-filled)" /> : <IconCircleMinus {...look} color="var(--mantine-color-orange-filled)" />;
}
