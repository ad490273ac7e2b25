import { expect, it } from "vitest";
import { invitationLink, paths } from "./paths";

it("makes the addresses that people have bookmarked", () => {
  const made = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, typeof path === "string" ? path : path("a/b?c")]));
  expect(made).toMatchInlineSnapshot(`
    {
      "audit": "/audit",
      "auditBy": "/audit?actor=a%2Fb%3Fc",
      "auditOf": "/audit?thing=a%2Fb%3Fc",
      "home": "/",
      "invitations": "/people/invitations",
      "join": "/join",
      "nodes": "/nodes",
      "people": "/people",
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
