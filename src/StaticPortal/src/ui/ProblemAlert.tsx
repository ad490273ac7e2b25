import { Alert, Button, List, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { toProblem } from "@/api/problems";

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong, why, and what helps. */
export function ProblemAlert({ error, onRetry }: Props) {
  const problem = toProblem(error);
  const fields = Object.entries(problem.fields);
  return (
    <Alert color="red" role="alert" title={problem.title} icon={<IconAlertTriangle aria-hidden />}>
      {fields.length === 0 ? <Text size="sm">{problem.detail}</Text> : (
        <List size="sm">
          {fields.map(([field, faults]) => <List.Item key={field}><b>{field}</b> {faults.join(" ")}</List.Item>)}
        </List>
      )}
      <Text size="sm" mt="xs">{problem.nextStep}</Text>
      {onRetry && <Button mt="sm" size="xs" variant="default" onClick={onRetry}>Try again</Button>}
    </Alert>
  );
}
