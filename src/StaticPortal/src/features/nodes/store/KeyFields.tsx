import { TextInput } from "@mantine/core";
import { SecretField } from "./SecretField";
import type { StoreDraft, StoreFaults } from "./storeDraft";

interface Props {
  readonly draft: Pick<StoreDraft, "accessKey" | "secretKey">;
  readonly faults: StoreFaults;
  readonly onChange: (changes: Partial<StoreDraft>) => void;
}

/** Access key and secret key of a store. */
export function KeyFields({ draft, faults, onChange }: Props) {
  return (
    <>
      <TextInput
        required
        autoComplete="off"
        spellCheck={false}
        label="Access key"
        value={draft.accessKey}
        error={faults.accessKey}
        onChange={(event) => onChange({ accessKey: event.currentTarget.value })}
      />
      <SecretField
        label="Secret key"
        description="Is stored encrypted and never shown again. It goes only to this node's agents, inside the work that needs it."
        value={draft.secretKey}
        error={faults.secretKey}
        onChange={(secretKey) => onChange({ secretKey })}
      />
    </>
  );
}
