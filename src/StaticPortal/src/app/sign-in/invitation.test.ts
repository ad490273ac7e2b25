// @vitest-environment jsdom

import { beforeEach, describe, expect, it } from "vitest";
import { dropInvitation, heldInvitation, takeInvitation } from "./invitation";

describe("takeInvitation", () => {
  beforeEach(() => sessionStorage.clear());

  it("keeps the code and takes it out of the address", () => {
    window.history.replaceState(null, "", "/join#inv_1%202");
    takeInvitation();
    expect(heldInvitation()).toBe("inv_1 2");
    expect(window.location.href).not.toContain("inv_1");
    expect(window.location.pathname).toBe("/");
    dropInvitation();
    expect(heldInvitation()).toBeUndefined();
  });

  it("lets the fragment of other pages alone", () => {
    window.history.replaceState(null, "", "/nodes#keys");
    takeInvitation();
    expect(heldInvitation()).toBeUndefined();
    expect(window.location.hash).toBe("#keys");
  });
});
