import { type Icon, IconArrowsExchange, IconFolders, IconHistory, IconServer2, IconUsers } from "@tabler/icons-react";
import type { Role } from "@/api/types";
import { paths } from "../paths";

export interface Entry {
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  /** The least role that has a use for it. */
  readonly least: Role;
}

/** The navigation. An entry has a screen, or it is not here. */
export const entries: readonly Entry[] = [
  { path: paths.transfers, label: "Transfers", icon: IconArrowsExchange, least: "Member" },
  { path: paths.browse, label: "Browse", icon: IconFolders, least: "Member" },
  { path: paths.nodes, label: "Nodes", icon: IconServer2, least: "Member" },
  { path: paths.people, label: "People", icon: IconUsers, least: "Administrator" },
  { path: paths.audit, label: "Audit", icon: IconHistory, least: "Administrator" },
];
