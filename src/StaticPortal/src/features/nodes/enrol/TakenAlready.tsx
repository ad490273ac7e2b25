import { Alert, Anchor, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { content } from "@/api/client";
import { useApi } from "@/api/context";
import { paths } from "@/app/paths";

interface Props {
  readonly id: string;
  readonly onRename: () => void;
}

/** The id is taken: perhaps by this very person, whose request was heard though its answer was not. */
export function TakenAlready({ id, onRename }: Props) {
  const api = useApi();
  const { data: node } = useQuery({
    queryKey: ["node", id],
    queryFn: ({ signal }) => content(api.GET("/api/v1/nodes/{id}", { params: { path: { id } }, signal })),
  });
  return (
    <Alert color="red" role="alert" title={`A node '${id}' is registered already`}>
      {node?.store.accessKey != null && (
        <Text size="sm" mb="xs">
          You look after it. If you have just added it, <Anchor component={Link} to={paths.nodeJoin(id)} inherit c="var(--mantine-color-text)" underline="always">go on with joining it</Anchor>.
        </Text>
      )}
      <Text size="sm">What you entered was not used. Choose another id for this one.</Text>
      <Group mt="sm"><Button size="xs" variant="default" onClick={onRename}>Change the id</Button></Group>
    </Alert>
  );
}
