import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { toProblem } from "@/api/problems";
import type { Node } from "@/api/types";
import { placeText } from "@/ui/placeText";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { BucketField } from "./BucketField";
import { Given } from "./Given";
import { dayFrom, type GrantDraft, grantFaults, requestsOf } from "./grantDraft";
import { prefixWarning } from "./places";
import { useGiveGrants } from "./useGiveGrants";

interface Props {
  readonly node: Node;
  readonly purpose: "send" | "any";
  readonly onDone: () => void;
}

/** Asks who may do what, where and until when; then has something for the giver to pass on. */
export function GrantForm({ node, purpose, onDone }: Props) {
  // One moment for all: what is sent a second time must be the same to the second.
  const [now] = useState(() => new Date());
  const [draft, setDraft] = useState<GrantDraft>({
    whom: "person", person: "", rights: purpose === "send" ? "Write" : "Read", bucket: "", prefix: "", until: dayFrom(now, 30), note: "",
  });
  const [attempted, setAttempted] = useState(false);
  const give = useGiveGrants(node.id);
  if (give.data) return <Given node={node} requests={give.data.requests} given={give.data.given} onDone={onDone} />;

  const change = (changes: Partial<GrantDraft>) => setDraft((held) => ({ ...held, ...changes }));
  const faults = grantFaults(draft, now);
  const { fields } = toProblem(give.error);
  const shown = (field: keyof GrantDraft, apiField: string = field) =>
    (attempted || (draft[field] !== "" && field !== "person") ? faults[field] : undefined) ?? fields[apiField]?.join(" ");
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAttempted(true);
        if (Object.values<string | undefined>(faults).every((fault) => fault === undefined)) give.mutate(requestsOf(draft, now));
      }}
    >
      <Stack>
        <SegmentedControl
          aria-label="To whom"
          value={draft.whom}
          onChange={(whom) => change({ whom })}
          data={[{ value: "person", label: "A person" }, { value: "everyone", label: "Everyone signed in" }]}
        />
        {draft.whom === "person" && (
          <TextInput
            data-autofocus
            required
            label="E-mail address or user id"
            description="They need not have been here yet: an address is for whoever signs in with it, verified."
            placeholder="alice@example.org"
            value={draft.person}
            error={shown("person", "to")}
            onChange={(event) => change({ person: event.currentTarget.value })}
          />
        )}
        {purpose === "any" && (
          <SegmentedControl
            aria-label="Right"
            value={draft.rights}
            onChange={(rights) => change({ rights })}
            data={[{ value: "Read", label: "Read" }, { value: "Write", label: "Write" }, { value: "both", label: "Read and write" }]}
          />
        )}
        <BucketField node={node} value={draft.bucket} error={shown("bucket")} onChange={(bucket) => change({ bucket })} />
        <TextInput
          label={purpose === "send" ? "Folder" : "Folder (prefix)"}
          description="Empty for the whole bucket. End it with a '/'."
          placeholder="from-alice/"
          value={draft.prefix}
          error={shown("prefix")}
          onChange={(event) => change({ prefix: event.currentTarget.value })}
        />
        {prefixWarning(draft.prefix) !== undefined && <Text size="sm" role="status">{prefixWarning(draft.prefix)}</Text>}
        <TextInput
          required
          type="date"
          label="Until the end of"
          min={dayFrom(now, 0)}
          max={dayFrom(now, 366)}
          value={draft.until}
          error={shown("until")}
          onChange={(event) => change({ until: event.currentTarget.value })}
        />
        <Textarea label="What it is for" rows={1} autosize maxLength={200} value={draft.note} error={shown("note")} onChange={(event) => change({ note: event.currentTarget.value })} />
        {give.error && <ProblemAlert error={give.error} />}
        <Group justify="space-between">
          <Text size="sm" c="dimmed" ff="monospace" style={{ overflowWrap: "anywhere" }}>{placeText({ nodeId: node.id, bucket: draft.bucket || "…", prefix: draft.prefix })}</Text>
          <Button type="submit" loading={give.isPending}>{purpose === "send" ? "Let them send here" : "Give the right"}</Button>
        </Group>
      </Stack>
    </form>
  );
}
