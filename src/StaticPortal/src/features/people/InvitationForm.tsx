import { Button, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import { toProblem } from "@/api/problems";
import type { Role } from "@/api/types";
import { invitationLink } from "@/app/paths";
import { inDays } from "@/ui/inDays";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { SecretOnce } from "@/ui/SecretOnce";
import { roleChoices } from "./roles";

const lifetimes = [["1", "1 day"], ["7", "7 days"], ["30", "30 days"]].map(([value = "", label = ""]) => ({ value, label }));

/** Asks whom to invite; then shows the link, once. */
export function InvitationForm() {
  const api = useApi();
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("Member");
  const [days, setDays] = useState("7");
  const create = useMutation({
    mutationFn: () => content(api.POST("/api/v1/invitations", {
      body: { role, email: email.trim() === "" ? undefined : email.trim(), expiresAt: inDays(Number(days)) },
    })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["invitations"] }),
  });

  if (create.data) {
    const { invitation, code } = create.data;
    return (
      <Stack>
        <Text size="sm">
          Send this link to {invitation.email ?? "whom you invite"}. Opening it and signing in lets {invitation.email ? "them" : "one person"} in
          as {invitation.role}.
        </Text>
        <SecretOnce what="invitation link" secret={invitationLink(window.location.origin, code)} />
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
          type="email"
          label="E-mail address"
          description="Only who signs in with this verified address can use the invitation. Leave it empty for whoever has the link."
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fields.email?.join(" ")}
        />
        <Select label="Role" data={roleChoices} value={role} allowDeselect={false} onChange={(value) => setRole((value ?? "Member"))} />
        <Select label="Good for" data={lifetimes} value={days} allowDeselect={false} onChange={(value) => setDays(value ?? "7")} />
        {create.error && <ProblemAlert error={create.error} />}
        <Button type="submit" loading={create.isPending}>Make the invitation</Button>
      </Stack>
    </form>
  );
}
