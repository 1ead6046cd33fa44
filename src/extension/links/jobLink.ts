/** What a deep link names: a job, and maybe one of its objects. */
export interface JobLink {
  jobId: string;
  object?: string;
}

const LINK_PATH = /^\/job\/([\w.-]{1,128})(?:\/object\/(.+?))?\/?$/;

/** Reads the decoded path of a link, `/job/<id>` or `/job/<id>/object/<name>`; undefined where it is neither. */
export function readJobLink(path: string): JobLink | undefined {
  const [, jobId, object] = LINK_PATH.exec(path) ?? [];
  if (jobId === undefined) return undefined;
  return object === undefined ? { jobId } : { jobId, object };
}

/** The path of a link, not encoded yet. */
export function jobLinkPath({ jobId, object }: JobLink): string {
  return object === undefined ? `/job/${jobId}` : `/job/${jobId}/object/${object}`;
}
