import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorBoundary } from "./errors/ErrorBoundary";
import { createQueryClient } from "./queryClient";
import { Screens } from "./Screens";
import { SignIn } from "./sign-in/SignIn";
import { theme, variables } from "./theme";

export function App() {
  const [queries] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <ErrorBoundary>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" />
          <SignIn><Screens /></SignIn>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}
