import { expect, it } from "vitest";
import { invitationLink, paths } from "./paths";

it("makes the addresses that people have bookmarked", () => {
  const made = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, typeof path === "string" ? path : path("a/b?c")]));
  expect(made).toMatchInlineSnapshot(`
    {
      "audit": "/audit",
      "auditBy": "/audit?actor=a%2Fb%3Fc",
      "auditOf": "/audit?thing=a%2Fb%3Fc",
      "browse": "/browse",
      "browsing": "/browse?left=a%2Fb%3Fc",
      "home": "/",
      "invitations": "/people/invitations",
      "join": "/join",
      "newNode": "/nodes/new",
      "node": "/nodes/a%2Fb%3Fc",
      "nodeActivity": "/nodes/a%2Fb%3Fc/activity",
      "nodeGrants": "/nodes/a%2Fb%3Fc/grants",
      "nodeHealth": "/nodes/a%2Fb%3Fc/health",
      "nodeJoin": "/nodes/a%2Fb%3Fc/join",
      "nodeStore": "/nodes/a%2Fb%3Fc/store",
      "nodes": "/nodes",
      "people": "/people",
      "recentTransfers": "/transfers?tab=recent",
      "schedule": "/transfers/scheduled/a%2Fb%3Fc",
      "schedules": "/transfers/scheduled",
      "shared": "/nodes/shared",
      "signedIn": "/signed-in",
      "tokens": "/tokens",
      "transfer": "/transfers/a%2Fb%3Fc",
      "transfers": "/transfers",
    }
  `);
});

it("puts an invitation's code behind the fragment sign", () => {
  expect(invitationLink("https://portal.example", "inv_a b")).toBe("https://portal.example/join#inv_a%20b");
});
