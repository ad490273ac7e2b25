import { Select, SimpleGrid, TextInput } from "@mantine/core";
import type { AddressingStyle } from "@/api/types";
import { CaField } from "./CaField";
import { KeyFields } from "./KeyFields";
import { type StoreDraft, type StoreFaults, usesTls } from "./storeDraft";

interface Props {
  readonly draft: StoreDraft;
  readonly faults: StoreFaults;
  readonly onChange: (changes: Partial<StoreDraft>) => void;
}

const addressings: readonly { readonly value: AddressingStyle; readonly label: string }[] = [
  { value: "Path", label: "Path (store/bucket): most stores at sites" },
  { value: "VirtualHost", label: "Host name (bucket.store): AWS and others" },
];

/** All that is entered of a store. */
export function StoreFields({ draft, faults, onChange }: Props) {
  return (
    <>
      <TextInput
        required
        type="url"
        label="Address"
        description="As the agents reach it, and those of the sites that will send here."
        placeholder="https://s3.site-a.example"
        autoComplete="off"
        value={draft.endpoint}
        error={faults.endpoint}
        onChange={(event) => onChange({ endpoint: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label="Region"
          placeholder="us-east-1"
          value={draft.region}
          error={faults.region}
          onChange={(event) => onChange({ region: event.currentTarget.value })}
        />
        <Select
          label="Buckets are addressed by"
          data={addressings}
          allowDeselect={false}
          value={draft.addressing}
          onChange={(value) => onChange({ addressing: value ?? "Path" })}
        />
      </SimpleGrid>
      <KeyFields draft={draft} faults={faults} onChange={onChange} />
      {usesTls(draft.endpoint) && (
        <CaField
          description="Only when the store's certificate was signed by the site's own CA: that CA's certificate. There is no way to skip the check."
          value={draft.caCertificate}
          error={faults.caCertificate}
          onChange={(caCertificate) => onChange({ caCertificate })}
        />
      )}
      <TextInput
        label="Bucket to try the store in"
        description="The agent writes a few small objects there, sees what the store can do, and removes them. You can do it later, too."
        placeholder="Leave it empty for none"
        value={draft.probeBucket}
        error={faults.probeBucket}
        onChange={(event) => onChange({ probeBucket: event.currentTarget.value.trim() })}
      />
    </>
  );
}
