import { expect, it } from "vitest";
import { command } from "./command";

it("quotes what a shell would take apart", () => {
  expect(command("user", "list", undefined, "--state", "Pending")).toBe("dtnbox user list --state Pending");
  expect(command("token", "create", "Ada's; rm -rf /")).toBe("dtnbox token create 'Ada'\\''s; rm -rf /'");
  expect(command("transfer", "start", "a:b/$HOME/")).toBe("dtnbox transfer start 'a:b/$HOME/'");
  expect(command("ls", "a:b/it's\n\u202Egnp.exe")).toBe("dtnbox ls $'a:b/it\\'s\\u000a\\u202egnp.exe'");
  expect(command("token", "create", "")).toBe("dtnbox token create ''");
});
