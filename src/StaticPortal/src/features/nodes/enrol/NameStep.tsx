import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { displayNameFault, idFault, idFrom } from "./nodeNames";

interface Props {
  readonly id: string;
  readonly name: string;
  readonly onDone: (id: string, name: string) => void;
}

/** What the node is called: by people, and in addresses. */
export function NameStep({ id: givenId, name: givenName, onDone }: Props) {
  const [name, setName] = useState(givenName);
  const [id, setId] = useState(givenId);
  // Until somebody types an id, it follows the name.
  const [follows, setFollows] = useState(givenId === "");
  const [attempted, setAttempted] = useState(false);
  const fault = idFault(id);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAttempted(true);
        if (fault === undefined && displayNameFault(name) === undefined) onDone(id, name.trim());
      }}
    >
      <Stack>
        <Text c="dimmed" size="sm">A node is a site's store with an agent beside it. The agent dials out, so nothing must be let in.</Text>
        <TextInput
          label="Name"
          description="What people read. Leave it empty to use the id."
          placeholder="University Hospital, Genomics"
          value={name}
          error={displayNameFault(name)}
          onChange={({ currentTarget: { value } }) => {
            setName(value);
            if (follows) setId(idFrom(value));
          }}
        />
        <TextInput
          required
          label="Id"
          description="The node's name in addresses and commands, such as site-a:bucket/folder/. It never changes."
          placeholder="site-a"
          spellCheck={false}
          autoCapitalize="none"
          value={id}
          error={attempted || id !== "" ? fault : undefined}
          onChange={({ currentTarget: { value } }) => {
            setId(value);
            setFollows(value === "");
          }}
        />
        <Group justify="flex-end"><Button type="submit">Next: the store</Button></Group>
      </Stack>
    </form>
  );
}
