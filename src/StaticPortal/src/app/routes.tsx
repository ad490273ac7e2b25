import { Navigate, type RouteObject } from "react-router";
import { NotFoundPage } from "./errors/NotFoundPage";
import { RouteError } from "./errors/RouteError";
import { paths } from "./paths";
import { Shell } from "./shell/Shell";
import { Splash } from "./sign-in/Splash";

/** Every screen, loaded when somebody first goes there. */
const screens: RouteObject[] = [
  { index: true, element: <Navigate to={paths.transfers} replace /> },
  { path: paths.transfers, lazy: async () => ({ Component: (await import("@/features/transfers/TransfersPage")).TransfersPage }) },
  { path: paths.schedules, lazy: async () => ({ Component: (await import("@/features/schedules/SchedulesPage")).SchedulesPage }) },
  { path: "/transfers/scheduled/:id", lazy: async () => ({ Component: (await import("@/features/schedules/SchedulePage")).SchedulePage }) },
  { path: "/transfers/:id", lazy: async () => ({ Component: (await import("@/features/transfers/TransferPage")).TransferPage }) },
  { path: paths.browse, lazy: async () => ({ Component: (await import("@/features/browse/BrowsePage")).BrowsePage }) },
  { path: paths.nodes, lazy: async () => ({ Component: (await import("@/features/nodes/NodesPage")).NodesPage }) },
  { path: paths.newNode, lazy: async () => ({ Component: (await import("@/features/nodes/enrol/NewNodePage")).NewNodePage }) },
  { path: paths.shared, lazy: async () => ({ Component: (await import("@/features/grants/SharedPage")).SharedPage }) },
  { path: "/nodes/:id/join", lazy: async () => ({ Component: (await import("@/features/nodes/enrol/JoinPage")).JoinPage }) },
  {
    path: "/nodes/:id",
    lazy: async () => ({ Component: (await import("@/features/nodes/NodePage")).NodePage }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import("@/features/nodes/overview/NodeOverview")).NodeOverview }) },
      { path: "store", lazy: async () => ({ Component: (await import("@/features/nodes/store/NodeStore")).NodeStore }) },
      { path: "grants", lazy: async () => ({ Component: (await import("@/features/grants/NodeGrants")).NodeGrants }) },
      { path: "activity", lazy: async () => ({ Component: (await import("@/features/nodes/activity/NodeActivity")).NodeActivity }) },
      { path: "health", lazy: async () => ({ Component: (await import("@/features/nodes/health/NodeHealth")).NodeHealth }) },
    ],
  },
  { path: paths.people, lazy: async () => ({ Component: (await import("@/features/people/PeoplePage")).PeoplePage }) },
  { path: paths.invitations, lazy: async () => ({ Component: (await import("@/features/people/InvitationsPage")).InvitationsPage }) },
  { path: paths.tokens, lazy: async () => ({ Component: (await import("@/features/tokens/TokensPage")).TokensPage }) },
  { path: paths.audit, lazy: async () => ({ Component: (await import("@/features/audit/AuditPage")).AuditPage }) },
  { path: "*", element: <NotFoundPage /> },
];

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    HydrateFallback: Splash,
    errorElement: <RouteError />,
    // A screen that breaks leaves the shell standing.
    children: [{ errorElement: <RouteError />, children: screens }],
  },
];
