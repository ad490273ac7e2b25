import { Center, Container } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { ProblemAlert } from "@/ui/ProblemAlert";

interface Props {
  readonly children: ReactNode;
}

/** Shows what went wrong where no screen can: the last resort of the whole page. */
export class ErrorBoundary extends Component<Props, { readonly error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === undefined ? this.props.children : (
      <Center mih="100dvh">
        <Container size="xs"><ProblemAlert error={this.state.error} onRetry={() => window.location.reload()} /></Container>
      </Center>
    );
  }
}
