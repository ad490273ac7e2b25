import { SegmentedControl } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import type { User, UserState } from "@/api/types";
import { command } from "@/ui/command";
import { EmptyState } from "@/ui/EmptyState";
import { PagedTable } from "@/ui/PagedTable";
import { PageHeader } from "@/ui/PageHeader";
import { RelativeTime } from "@/ui/RelativeTime";
import { ShowCommand } from "@/ui/ShowCommand";
import { useSearchState } from "@/ui/useSearchState";
import { PeopleTabs } from "./PeopleTabs";
import { Person } from "./Person";
import { PersonActions } from "./PersonActions";
import { PersonState } from "./PersonState";
import { usePeople } from "./usePeople";

const states: readonly UserState[] = ["Pending", "Active", "Disabled"];

/** Who is here, who waits, and what they may do. */
export function PeoplePage() {
  const [asked, setState] = useSearchState("state");
  const state = states.find((known) => known === asked);
  const pages = usePeople(state);
  return (
    <>
      <PageHeader title="People"><ShowCommand command={command("user", "list", ...(state ? ["--state", state] : []))} /></PageHeader>
      <PeopleTabs />
      <SegmentedControl
        mb="md"
        aria-label="Which people"
        value={state ?? ""}
        onChange={setState}
        data={[{ value: "", label: "All" }, ...states]}
      />
      <PagedTable<User>
        caption="People"
        pages={pages}
        rowKey={(user) => user.id}
        columns={[
          { title: "Name", cell: (user) => <Person user={user} /> },
          { title: "Role", cell: (user) => user.role, from: "xs" },
          { title: "State", cell: (user) => <PersonState user={user} /> },
          { title: "Signs in with", cell: (user) => user.provider, from: "md" },
          { title: "Last sign-in", cell: (user) => <RelativeTime at={user.lastSignInAt} />, from: "sm" },
          { title: "Actions", quiet: true, align: "right", cell: (user) => <PersonActions user={user} /> },
        ]}
        empty={(
          <EmptyState icon={IconUsers} title={state === "Pending" ? "Nobody waits" : "Nobody here"}>
            {state === "Pending"
              ? <>Whoever signs in for the first time appears here, for you to let them in.</>
              : <>No person is in this state. An invitation brings somebody in without waiting.</>}
          </EmptyState>
        )}
      />
    </>
  );
}
