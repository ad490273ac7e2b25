import type { Role } from "@/api/types";

/** What each role may do, as docs/people.md has it. */
export const roles: readonly { readonly role: Role; readonly may: string }[] = [
  { role: "Member", may: "own transfers" },
  { role: "Operator", may: "also register and run sites" },
  { role: "Administrator", may: "also look after people, and see everything" },
];

export const roleChoices = roles.map(({ role, may }) => ({ value: role, label: `${role}: ${may}` }));
