/** Every address of the portal, made here and nowhere else. */
export const paths = {
  home: "/",
  signedIn: "/signed-in",
  join: "/join",
  transfers: "/transfers",
  recentTransfers: "/transfers?tab=recent",
  schedules: "/transfers/scheduled",
  schedule: (id: string) => `/transfers/scheduled/${encodeURIComponent(id)}`,
  transfer: (id: string) => `/transfers/${encodeURIComponent(id)}`,
  browse: "/browse",
  /** Both panes of the file browser, each as site:bucket/prefix. */
  browsing: (left: string, right = "") => `/browse?${new URLSearchParams({ left, ...(right && { right }) }).toString()}`,
  nodes: "/nodes",
  /** These two shadow nodes of the same name: the wizard takes neither as an id. */
  newNode: "/nodes/new",
  shared: "/nodes/shared",
  node: (id: string) => `/nodes/${encodeURIComponent(id)}`,
  nodeJoin: (id: string) => `/nodes/${encodeURIComponent(id)}/join`,
  nodeStore: (id: string) => `/nodes/${encodeURIComponent(id)}/store`,
  nodeGrants: (id: string) => `/nodes/${encodeURIComponent(id)}/grants`,
  nodeActivity: (id: string) => `/nodes/${encodeURIComponent(id)}/activity`,
  nodeHealth: (id: string) => `/nodes/${encodeURIComponent(id)}/health`,
  people: "/people",
  invitations: "/people/invitations",
  tokens: "/tokens",
  audit: "/audit",
  /** Entries of the audit about one thing: a kind, or "kind:id". */
  auditOf: (thing: string) => `/audit?${new URLSearchParams({ thing }).toString()}`,
  /** Entries of the audit about what somebody did, or what was done in their name. */
  auditBy: (actor: string) => `/audit?${new URLSearchParams({ actor }).toString()}`,
} as const;

/** What an invited person opens. The code is in the fragment, which browsers send to no server. */
export function invitationLink(origin: string, code: string): string {
  return `${origin}${paths.join}#${encodeURIComponent(code)}`;
}

/** The pages under "Nodes" in the navigation. */
export const nodePlaces = [[paths.nodes, "All nodes"], [paths.shared, "Shared with me"]] as const;
