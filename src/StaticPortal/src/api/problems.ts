/** Why something could not be done, in words for the person who must act. */
export interface Problem {
  /** 0 when no answer came at all. */
  readonly status: number;
  readonly title: string;
  /** The cause with its evidence. */
  readonly detail: string;
  /** What helps, and who must do it. */
  readonly nextStep: string;
  /** What is wrong with single fields, by their JSON names. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** How long to wait before trying again, when the server says so. */
  readonly retryAfterSeconds?: number;
}

/** Carries a problem through promises to whoever shows it. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.title}: ${problem.detail}`);
    this.name = "ProblemError";
  }
}

/** Reads an answer's problem details (RFC 9457); other answers, say of a proxy in between, get words too. */
export function problemOf(response: Response, body: unknown): Problem {
  const read = isRecord(body) ? body : {};
  return {
    status: response.status,
    title: text(read.title) ?? `The answer was ${response.status}`,
    detail: text(read.detail) ?? "The server gave no reason.",
    nextStep: text(read.nextStep) ?? stepFor(response.status),
    fields: fieldsOf(read.errors),
    retryAfterSeconds: secondsOf(response.headers.get("retry-after")),
  };
}

/** Whatever was thrown, as a problem that can be shown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return error.problem;
  }

  return isUnreachable(error)
    ? {
        status: 0,
        title: "The control plane cannot be reached",
        detail: "The request got no answer.",
        nextStep: "Check your network connection. If others cannot reach it either, tell whoever runs this DtnBox.",
        fields: {},
      }
    : {
        status: 0,
        title: "The portal itself failed",
        detail: error instanceof Error ? error.message : String(error),
        nextStep: "Reload the page. If it happens again, report it with what you did before.",
        fields: {},
      };
}

/** No answer came at all. fetch() throws a TypeError then, and keeps from scripts what exactly went wrong. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError;
}

function stepFor(status: number): string {
  if (status === 401) return "Sign in again.";
  if (status === 403) return "Ask an administrator whether you should be allowed to.";
  if (status >= 500) return "Try again in a minute. If it lasts, tell whoever runs this DtnBox.";
  return "Reload the page and try again.";
}

function fieldsOf(errors: unknown): Record<string, string[]> {
  if (!isRecord(errors)) {
    return {};
  }

  return Object.fromEntries(Object.entries(errors).map(([field, faults]) => [
    field,
    Array.isArray(faults) ? faults.filter((fault): fault is string => typeof fault === "string") : [],
  ]));
}

function secondsOf(retryAfter: string | null): number | undefined {
  return retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
