import { Button, Checkbox, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import { toProblem } from "@/api/problems";
import type { TokenScope } from "@/api/types";
import { inDays } from "@/ui/inDays";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { SecretOnce } from "@/ui/SecretOnce";
import { scopes } from "./scopes";

const lifetimes = ["7", "30", "90", "365"].map((value) => ({ value, label: `${value} days` }));

/** Asks what the token is for; then shows it, once. */
export function TokenForm() {
  const api = useApi();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<TokenScope[]>(["Read"]);
  const [days, setDays] = useState("90");
  const create = useMutation({
    mutationFn: () => content(api.POST("/api/v1/me/tokens", {
      body: { name: name.trim(), scopes: chosen, expiresAt: inDays(Number(days)) },
    })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
  });

  if (create.data) {
    return (
      <Stack>
        <Text size="sm">The token '{create.data.token.name}' is made. dtnbox takes it from the environment variable DTNBOX_TOKEN.</Text>
        <SecretOnce what="token" secret={create.data.secret} />
      </Stack>
    );
  }

  const { fields } = toProblem(create.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Stack>
        <TextInput
          data-autofocus
          required
          maxLength={100}
          label="Name"
          description="What the token is for, in your words."
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name?.join(" ")}
        />
        <Checkbox.Group label="Scopes" value={chosen} onChange={(values) => setChosen(values)} error={fields.scopes?.join(" ")}>
          <Stack gap="xs" mt="xs">
            {scopes.map(({ scope, may }) => <Checkbox key={scope} value={scope} label={scope} description={may} />)}
          </Stack>
        </Checkbox.Group>
        <Select label="Good for" data={lifetimes} value={days} allowDeselect={false} onChange={(value) => setDays(value ?? "90")} />
        {create.error && <ProblemAlert error={create.error} />}
        <Button type="submit" loading={create.isPending} disabled={name.trim() === "" || chosen.length === 0}>Make the token</Button>
      </Stack>
    </form>
  );
}
