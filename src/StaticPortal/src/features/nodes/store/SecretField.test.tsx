import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { SecretField } from "./SecretField";

function Form() {
  const [value, setValue] = useState("");
  return <MantineProvider><SecretField label="Secret key" value={value} onChange={setValue} /><button type="button">Elsewhere</button></MantineProvider>;
}

const secret = () => screen.getByLabelText<HTMLInputElement>(/^Secret key/);

it("is hidden again as soon as one leaves it", async () => {
  const user = userEvent.setup();
  render(<Form />);
  await user.type(secret(), "abc");
  expect(secret().type).toBe("password");
  await user.click(screen.getByRole("button", { name: "Show the secret key" }));
  expect(secret().type).toBe("text");
  await user.click(screen.getByRole("button", { name: "Elsewhere" }));
  expect(secret().type).toBe("password");
});

it("is hidden again also when one came to the eye from elsewhere", async () => {
  const user = userEvent.setup();
  render(<Form />);
  await user.click(screen.getByRole("button", { name: "Elsewhere" }));
  await user.click(screen.getByRole("button", { name: "Show the secret key" }));
  expect(document.activeElement).toBe(secret());
  await user.tab({ shift: true });
  expect(secret().type).toBe("password");
});
