import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconDots } from "@tabler/icons-react";
import { Link } from "react-router";
import type { User } from "@/api/types";
import { paths } from "@/app/paths";
import { useConfirm } from "@/ui/useConfirm";
import { RoleForm } from "./RoleForm";
import { usePersonChange } from "./usePersonChange";

/** What can be done about a person in their state. */
export function PersonActions({ user }: { readonly user: User }) {
  const change = usePersonChange(user);
  const confirm = useConfirm();

  const askRole = (kind: "approve" | "role") => {
    const modalId = modals.open({
      title: kind === "approve" ? `Let ${user.name} in` : `Change what ${user.name} may do`,
      children: (
        <RoleForm
          present={user.role}
          verb={kind === "approve" ? "Let in" : "Change"}
          onChoose={(role) => {
            modals.close(modalId);
            change.mutate({ kind, role });
          }}
        />
      ),
    });
  };
  const disable = () => confirm({
    title: `Disable ${user.name}?`,
    text: "They are shut out within a minute, with all their API tokens. Transfers that run go on. You can enable them again.",
    verb: "Disable",
    dangerous: true,
    onConfirm: () => change.mutate({ kind: "disable" }),
  });

  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {user.state === "Pending" && <Button size="xs" loading={change.isPending} onClick={() => askRole("approve")}>Let in</Button>}
      <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false} portalProps={{ target: "#main" }}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" loading={change.isPending} aria-label={`More about ${user.name}`}><IconDots size={18} /></ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {user.state === "Active" && <Menu.Item onClick={() => askRole("role")}>Change the role</Menu.Item>}
          <Menu.Item component={Link} to={paths.auditBy(user.id)}>What they did</Menu.Item>
          {user.state === "Disabled"
            ? <Menu.Item onClick={() => change.mutate({ kind: "enable" })}>Enable</Menu.Item>
            : <Menu.Item onClick={disable}>Disable</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
