import { describe, expect, it } from "vitest";
import { ProblemError, problemOf, toProblem } from "./problems";

describe("problemOf", () => {
  it("takes cause, next step and fields from problem details", () => {
    const response = new Response(null, { status: 400 });
    const problem = problemOf(response, {
      title: "The request cannot be taken as it is",
      detail: "name: must have 1 to 100 characters.",
      nextStep: "Correct the named fields.",
      errors: { name: ["must have 1 to 100 characters."] },
    });
    expect(problem).toMatchObject({
      status: 400,
      title: "The request cannot be taken as it is",
      nextStep: "Correct the named fields.",
      fields: { name: ["must have 1 to 100 characters."] },
    });
  });

  it("finds words for an answer that is no problem document", () => {
    const problem = problemOf(new Response(null, { status: 502 }), "<html>Bad Gateway</html>");
    expect(problem.title).toBe("The answer was 502");
    expect(problem.nextStep).toMatch(/Try again in a minute/);
  });

  it("says how long to wait", () => {
    const response = new Response(null, { status: 429, headers: { "retry-after": "12" } });
    expect(problemOf(response, {}).retryAfterSeconds).toBe(12);
  });
});

describe("toProblem", () => {
  it("keeps the problem that was thrown", () => {
    const problem = problemOf(new Response(null, { status: 404 }), { title: "No such node" });
    expect(toProblem(new ProblemError(problem))).toBe(problem);
  });

  it("says of a request without an answer that nothing was reached", () => {
    expect(toProblem(new TypeError("Failed to fetch")).title).toBe("The control plane cannot be reached");
  });
});
