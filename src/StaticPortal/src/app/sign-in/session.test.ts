import type { UserManager } from "oidc-client-ts";
import { describe, expect, it, vi } from "vitest";
import { createSession } from "./session";

function managerWith(expiresIn: number, signinSilent: () => Promise<unknown>) {
  return {
    getUser: () => Promise.resolve({ access_token: "old", expires_in: expiresIn }),
    signinSilent: vi.fn(signinSilent),
    removeUser: vi.fn(() => Promise.resolve()),
  };
}

const asManager = (made: ReturnType<typeof managerWith>) => made as unknown as UserManager;

describe("createSession", () => {
  it("uses a token that is still good", async () => {
    const manager = managerWith(600, () => Promise.reject(new Error("not needed")));
    expect(await createSession(asManager(manager)).accessToken()).toBe("old");
    expect(manager.signinSilent).not.toHaveBeenCalled();
  });

  it("renews one that ends once, for all who wait", async () => {
    const manager = managerWith(5, () => Promise.resolve({ access_token: "new" }));
    const session = createSession(asManager(manager));
    expect(await Promise.all([session.accessToken(), session.accessToken()])).toEqual(["new", "new"]);
    expect(manager.signinSilent).toHaveBeenCalledTimes(1);
  });

  it("lets the control plane decide when the renewal fails", async () => {
    const manager = managerWith(5, () => Promise.reject(new Error("invalid_grant")));
    expect(await createSession(asManager(manager)).accessToken()).toBe("old");
  });

  it("ends when the control plane does not take the token", () => {
    const manager = managerWith(600, () => Promise.resolve(null));
    createSession(asManager(manager)).refused();
    expect(manager.removeUser).toHaveBeenCalled();
  });
});
