import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Problem } from "../../protocol/problem.ts";
import { AppError } from "../errors.ts";

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  408: "Request timeout",
  413: "Request too large",
  414: "URL too long",
  415: "Unsupported media type",
  421: "Misdirected request",
  431: "Headers too large",
  500: "Internal error",
  503: "Service unavailable",
  507: "Insufficient storage",
};

/** Any error as a problem document. What is no AppError and no client's mistake says nothing of the inside. */
export function toProblem(error: unknown): Problem {
  if (error instanceof AppError) {
    const { status, code, message, fields } = error;
    return problem(status, code, message, fields);
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(({ instancePath, message }) => ({
      field: instancePath.replace(/^\//, "").replaceAll("/", ".") || "body",
      message: message ?? "Not valid",
    }));
    const named = fields.map(({ field, message }) => `${field}: ${message}`).join("; ");
    return problem(400, "VALIDATION_FAILED", `The request is not valid. ${named}`, fields);
  }
  const { statusCode, code, message } = error as FastifyError;
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return problem(statusCode, code ?? "BAD_REQUEST", message);
  }
  return problem(500, "INTERNAL", "The engine met an unexpected error; its log has the details.");
}

/** A problem document. */
export function problem(
  status: number,
  code: string,
  detail: string,
  errors: Problem["errors"] = [],
): Problem {
  const title = TITLES[status] ?? "Error";
  const base = { type: "about:blank", title, status, detail, code };
  return errors.length > 0 ? { ...base, errors } : base;
}

/** Fastify's error handler: answers with a problem document and logs what is ours. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = toProblem(error);
  if (answer.status >= 500) request.log.error({ err: error }, "request failed");
  if (answer.status === 401) reply.header("WWW-Authenticate", "Bearer");
  // Already a string: Fastify would otherwise hold the document against the route's answer schema.
  reply.status(answer.status).header("Content-Type", "application/problem+json").serializer(String);
  reply.send(JSON.stringify(answer));
}
