import { ProblemError } from "@/api/problems";

/** The API's words, but for a step that is taken in the pane itself. */
export function paneProblem(error: unknown): unknown {
  return error instanceof ProblemError && error.problem.status === 404
    ? new ProblemError({ ...error.problem, nextStep: "Choose another site above: the list has those that you may see." })
    : error;
}
