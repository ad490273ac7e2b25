import { Button, FileButton, Stack, Textarea } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";

interface Props {
  readonly description: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (pem: string) => void;
}

/** CA certificates, pasted or from a file. */
export function CaField({ description, value, error, onChange }: Props) {
  return (
    <Stack gap="xs" align="start">
      <Textarea
        w="100%"
        label="CA certificate"
        description={description}
        placeholder="-----BEGIN CERTIFICATE-----"
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <FileButton accept=".pem,.crt,.cer,application/x-pem-file" onChange={(file) => void file?.text().then(onChange)}>
        {(props) => (
          <Button {...props} size="xs" variant="default" leftSection={<IconFileUpload size={16} aria-hidden />}>Take it from a file</Button>
        )}
      </FileButton>
    </Stack>
  );
}
