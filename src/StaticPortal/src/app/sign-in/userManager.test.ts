import { describe, expect, it } from "vitest";
import type { SignInProvider } from "@/api/types";
import { scopesFor } from "./userManager";

const local: SignInProvider = { name: "local", kind: "Oidc", authority: "https://id.example", clientId: "dtnbox", audience: "dtnbox-api" };

describe("scopesFor", () => {
  it("asks for what the provider lists", () => {
    expect(scopesFor(local, ["openid", "email", "phone"])).toEqual(["openid", "email"]);
  });

  it("asks for all when the provider lists nothing", () => {
    expect(scopesFor(local, undefined)).toEqual(["openid", "profile", "email", "offline_access"]);
  });

  it("asks Entra for the API itself", () => {
    expect(scopesFor({ ...local, kind: "Entra", audience: "api-id" }, ["openid"])).toEqual(["openid", "api-id/.default"]);
  });
});
