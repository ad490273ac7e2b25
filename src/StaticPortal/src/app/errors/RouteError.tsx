import { useRouteError } from "react-router";
import { PageHeader } from "@/ui/PageHeader";
import { ProblemAlert } from "@/ui/ProblemAlert";

/** Takes the place of a screen that broke; the navigation beside it still works. */
export function RouteError() {
  const error = useRouteError();
  return (
    <>
      <PageHeader title="This screen could not be shown" />
      <ProblemAlert error={error} onRetry={() => window.location.reload()} />
    </>
  );
}
