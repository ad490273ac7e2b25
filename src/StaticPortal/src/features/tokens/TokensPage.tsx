import { Button, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconKey } from "@tabler/icons-react";
import type { Token } from "@/api/types";
import { command } from "@/ui/command";
import { EmptyState } from "@/ui/EmptyState";
import { PagedTable } from "@/ui/PagedTable";
import { PageHeader } from "@/ui/PageHeader";
import { RelativeTime } from "@/ui/RelativeTime";
import { ShowCommand } from "@/ui/ShowCommand";
import { RevokeToken } from "./RevokeToken";
import { TokenForm } from "./TokenForm";
import { useTokens } from "./useTokens";

const make = () => modals.open({ title: "Make an API token", children: <TokenForm /> });

/** The person's own API tokens. */
export function TokensPage() {
  const pages = useTokens();
  return (
    <>
      <PageHeader title="API tokens">
        <ShowCommand command={command("token", "create", "nightly", "--scope", "Read", "Transfer", "--expires", "30d")} />
        <Button size="xs" onClick={make}>Make a token</Button>
      </PageHeader>
      <Text c="dimmed" size="sm" mb="md">
        Scripts and the dtnbox command sign in with a token where nobody can press a button. A token may do what its scopes
        say, and never more than you.
      </Text>
      <PagedTable<Token>
        caption="API tokens"
        pages={pages}
        rowKey={(token) => token.id}
        columns={[
          { title: "Name", cell: (token) => token.name },
          { title: "Scopes", cell: (token) => token.scopes.join(", ") },
          { title: "Made", cell: (token) => <RelativeTime at={token.createdAt} />, from: "md" },
          { title: "Last used", cell: (token) => (token.lastUsedAt == null ? "Never" : <RelativeTime at={token.lastUsedAt} />), from: "sm" },
          { title: "Ends", cell: (token) => <RelativeTime at={token.expiresAt} />, from: "xs" },
          { title: "Actions", quiet: true, align: "right", cell: (token) => <RevokeToken token={token} /> },
        ]}
        empty={(
          <EmptyState icon={IconKey} title="No API tokens" action={<Button onClick={make}>Make a token</Button>}>
            Make one for each script, so that you can revoke it alone.
          </EmptyState>
        )}
      />
    </>
  );
}
