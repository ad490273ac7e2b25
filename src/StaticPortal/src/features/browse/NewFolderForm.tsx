import { Button, Stack, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import { toProblem } from "@/api/problems";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { toastDone } from "@/ui/toasts";
import { visibleName } from "@/ui/visibleName";
import { folderOf, type Place, placeText } from "./place";

interface Props {
  readonly place: Place;
  readonly onMade: () => void;
}

/** Asks for the name of a folder, and makes it. */
export function NewFolderForm({ place, onMade }: Props) {
  const api = useApi();
  const [name, setName] = useState("");
  const inside = folderOf(place.prefix);
  const make = useMutation({
    mutationFn: () => content(api.POST("/api/v1/nodes/{id}/folders", {
      params: { path: { id: place.node } }, body: { bucket: place.bucket, prefix: inside + name },
    })),
    onSuccess: () => {
      toastDone(`The folder ‘${visibleName(name)}’ is there.`);
      modals.closeAll();
      onMade();
    },
  });
  const fault = toProblem(make.error).fields.prefix;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <Stack>
        <TextInput
          data-autofocus
          required
          label="Name"
          description="Slashes make folders in folders."
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fault?.join(" ")}
        />
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>In {visibleName(placeText({ ...place, prefix: inside }))}</Text>
        {make.error && <ProblemAlert error={make.error} />}
        <Button type="submit" loading={make.isPending} disabled={name.replaceAll("/", "") === ""}>Make the folder</Button>
      </Stack>
    </form>
  );
}
