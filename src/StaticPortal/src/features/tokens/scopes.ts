import type { TokenScope } from "@/api/types";

/** What each scope is for. */
export const scopes: readonly { readonly scope: TokenScope; readonly may: string }[] = [
  { scope: "Read", may: "read whatever you may read" },
  { scope: "Transfer", may: "start and steer transfers and schedules" },
  { scope: "Node", may: "register and change nodes" },
  { scope: "Admin", may: "look after people" },
];
