import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { shownFaults } from "../store/shownFaults";
import { emptyStore, hasFaults, storeFaults } from "../store/storeDraft";
import { StoreFields } from "../store/StoreFields";
import { TakenAlready } from "./TakenAlready";
import { useRegister } from "./useRegister";

interface Props {
  readonly id: string;
  readonly name: string;
  readonly onBack: () => void;
}

/** Where the node's store is, and the keys to it. Sending it makes the node. */
export function StoreStep({ id, name, onBack }: Props) {
  const [draft, setDraft] = useState(emptyStore);
  const [attempted, setAttempted] = useState(false);
  const register = useRegister(id, name);
  const found = storeFaults(draft);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAttempted(true);
        if (!hasFaults(found)) register.mutate(draft);
      }}
    >
      <Stack>
        <Text c="dimmed" size="sm">
          The object store of <b>{name || id}</b>. Does the site have none yet? The site bundle brings one: give it an address on port
          7070, think up both keys, and enter the same secret at the site afterwards.
        </Text>
        <StoreFields
          draft={draft}
          faults={shownFaults(draft, found, attempted, register.error)}
          onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
        />
        {register.error && (register.isTaken ? <TakenAlready id={id} onRename={onBack} /> : <ProblemAlert error={register.error} />)}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>Back</Button>
          <Button type="submit" loading={register.isPending}>Add the node</Button>
        </Group>
      </Stack>
    </form>
  );
}
