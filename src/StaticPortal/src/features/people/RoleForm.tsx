import { Button, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import type { Role } from "@/api/types";
import { roles } from "./roles";

interface Props {
  readonly present: Role;
  readonly verb: string;
  readonly onChoose: (role: Role) => void;
}

export function RoleForm({ present, verb, onChoose }: Props) {
  const [role, setRole] = useState(present);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(role);
      }}
    >
      <Stack>
        <Radio.Group label="Role" value={role} onChange={(chosen) => setRole(chosen)}>
          <Stack gap="xs" mt="xs">
            {roles.map((known) => <Radio key={known.role} value={known.role} label={known.role} description={known.may} />)}
          </Stack>
        </Radio.Group>
        <Button type="submit">{verb}</Button>
      </Stack>
    </form>
  );
}
