import { type AssistantEngine, ToolError } from "../../assistants/assistantEngine.ts";
import { type ApiClient, ApiError, UnreachableError } from "../client.ts";
import { readIssuePage } from "./issuePages.ts";

/** The engine behind the command line's client. What it refuses becomes an error that says what to do next. */
export function httpAssistantEngine(client: ApiClient, place: string): AssistantEngine {
  const said = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      throw explained(error, place);
    }
  };
  return {
    place,
    jobs: () => said(client.jobs({})),
    unsuccessful: (jobId) => said(client.failures(jobId, "error,skipped")),
    resultDetail: (jobId, seq) => said(client.resultDetail(jobId, seq)),
    translate: (request) => said(client.translate(request)),
    validate: (request) => said(client.validate(request)),
    start: (request) => said(client.start(request)),
    retry: (jobId, selection) => said(client.retry(jobId, selection)),
    issuePage: readIssuePage,
  };
}

function explained(error: unknown, place: string): unknown {
  if (error instanceof ApiError) {
    if (error.status === 401 || error.status === 403) {
      return new ToolError(
        `${place} did not accept the access token. Ask the user to set DW_MIGRATE_TOKEN in the configuration of this MCP server.`,
      );
    }
    return new ToolError(`${place} refused: ${error.message}`);
  }
  if (error instanceof UnreachableError) {
    return new ToolError(
      `${place} does not answer (${error.reason}). Ask the user whether it runs, and whether --url is right.`,
    );
  }
  return error;
}
