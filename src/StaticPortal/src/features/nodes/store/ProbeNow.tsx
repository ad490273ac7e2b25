import { Button, Group, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { content, optionalBody } from "@/api/client";
import { useApi } from "@/api/context";
import { toProblem } from "@/api/problems";
import type { Node } from "@/api/types";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { useTakeNode } from "../useTakeNode";
import { isBucket } from "./storeDraft";

/** Has the store tried again, in a bucket that is named here or was entered with the store. */
export function ProbeNow({ node }: { readonly node: Node }) {
  const api = useApi();
  const take = useTakeNode();
  const [bucket, setBucket] = useState(node.probe?.bucket ?? "");
  const probe = useMutation({
    mutationFn: () => content(api.POST("/api/v1/nodes/{id}/store/probe", {
      params: { path: { id: node.id } }, ...optionalBody({ bucket: bucket === "" ? null : bucket }),
    })),
    onSuccess: take,
  });
  const faults = toProblem(probe.error).fields.bucket;
  const unusable = bucket !== "" && !isBucket(bucket);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!unusable) probe.mutate();
      }}
    >
      <Group align="end" gap="xs">
        <TextInput
          flex="1 1 12rem"
          label="Bucket to try it in"
          placeholder="The one entered with the store"
          description="A few small objects are written there and removed."
          value={bucket}
          error={unusable ? "A bucket's name has 3 to 63 of a-z A-Z 0-9 . _ -." : faults && `The bucket ${faults.join(" ")}`}
          onChange={(event) => setBucket(event.currentTarget.value.trim())}
        />
        <Button type="submit" variant="default" loading={probe.isPending} disabled={node.probeRequestedAt != null}>Probe now</Button>
      </Group>
      {probe.error && faults === undefined && <ProblemAlert error={probe.error} />}
    </form>
  );
}
