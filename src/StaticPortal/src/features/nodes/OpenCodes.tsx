import { Button, Table } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { done } from "@/api/client";
import { useApi } from "@/api/context";
import type { Node, OutstandingCode } from "@/api/types";
import { useMe } from "@/app/me";
import { ProblemAlert } from "@/ui/ProblemAlert";
import { RelativeTime } from "@/ui/RelativeTime";
import { Section } from "@/ui/Section";
import { toastDone, toastProblem } from "@/ui/toasts";
import { useConfirm } from "@/ui/useConfirm";
import { useOpenCodes } from "./useOpenCodes";

/** One-time codes that somebody could still join with. Nothing, when there are none. */
export function OpenCodes({ node }: { readonly node: Node }) {
  const { user } = useMe();
  const { data, error } = useOpenCodes(node);
  if (error) return <ProblemAlert error={error} />;
  return data === undefined || data.items.length === 0 ? null : (
    <Section title="Codes that are out">
      <Table aria-label="Codes that are out" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" visibleFrom="xs">Made</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">By</Table.Th>
            <Table.Th scope="col">Good until</Table.Th>
            <Table.Th scope="col"><span className="visually-hidden">Actions</span></Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.items.map((code) => (
            <Table.Tr key={code.id}>
              <Table.Td visibleFrom="xs"><RelativeTime at={code.createdAt} /></Table.Td>
              <Table.Td visibleFrom="sm">{code.createdBy === user.id ? "You" : code.createdBy ?? "–"}</Table.Td>
              <Table.Td><RelativeTime at={code.expiresAt} /></Table.Td>
              <Table.Td ta="right"><RevokeCode node={node} code={code} /></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function RevokeCode({ node, code }: { readonly node: Node; readonly code: OutstandingCode }) {
  const api = useApi();
  const queries = useQueryClient();
  const confirm = useConfirm();
  const revoke = useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/nodes/{id}/enrollments/{codeId}", { params: { path: { id: node.id, codeId: code.id } } })),
    onSuccess: () => toastDone("The code is useless now."),
    onError: toastProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ["codes", node.id] }),
  });
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="red"
      loading={revoke.isPending}
      aria-label={`Revoke the code ${code.id}`}
      onClick={() => confirm({
        title: "Revoke this code?",
        text: "No agent can join with it any more; a site bundle that holds it becomes useless, too. Agents that have joined stay.",
        verb: "Revoke",
        dangerous: true,
        onConfirm: () => revoke.mutate(),
      })}
    >
      Revoke
    </Button>
  );
}
