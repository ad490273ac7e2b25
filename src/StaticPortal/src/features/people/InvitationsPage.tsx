import { Button } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconMailPlus } from "@tabler/icons-react";
import type { Invitation } from "@/api/types";
import { command } from "@/ui/command";
import { EmptyState } from "@/ui/EmptyState";
import { PagedTable } from "@/ui/PagedTable";
import { PageHeader } from "@/ui/PageHeader";
import { RelativeTime } from "@/ui/RelativeTime";
import { ShowCommand } from "@/ui/ShowCommand";
import { InvitationForm } from "./InvitationForm";
import { InvitationState } from "./InvitationState";
import { PeopleTabs } from "./PeopleTabs";
import { RevokeInvitation } from "./RevokeInvitation";
import { useInvitations } from "./useInvitations";

const invite = () => modals.open({ title: "Invite somebody", children: <InvitationForm /> });

/** Invitations, open, used and expired. */
export function InvitationsPage() {
  const pages = useInvitations();
  return (
    <>
      <PageHeader title="Invitations">
        <ShowCommand command={command("invitation", "create", "--email", "ada@uni.example", "--expires", "2d")} />
        <Button size="xs" onClick={invite}>Invite somebody</Button>
      </PageHeader>
      <PeopleTabs />
      <PagedTable<Invitation>
        caption="Invitations"
        pages={pages}
        rowKey={(invitation) => invitation.id}
        columns={[
          { title: "For", cell: (invitation) => invitation.email ?? "Whoever has the link" },
          { title: "Role", cell: (invitation) => invitation.role, from: "xs" },
          { title: "State", cell: (invitation) => <InvitationState invitation={invitation} /> },
          { title: "Made", cell: (invitation) => <RelativeTime at={invitation.createdAt} />, from: "sm" },
          { title: "Ends", cell: (invitation) => <RelativeTime at={invitation.expiresAt} />, from: "sm" },
          { title: "Actions", quiet: true, align: "right", cell: (invitation) => <RevokeInvitation invitation={invitation} /> },
        ]}
        empty={(
          <EmptyState icon={IconMailPlus} title="No invitations" action={<Button onClick={invite}>Invite somebody</Button>}>
            An invitation is a link that lets one person in, without waiting for an administrator.
          </EmptyState>
        )}
      />
    </>
  );
}
