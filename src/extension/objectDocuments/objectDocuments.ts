import * as vscode from "vscode";
import type { ResultDetail } from "../../protocol/history.ts";
import type { ObjectResult } from "../../protocol/job.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { AppError, messageOf } from "../errors.ts";
import { ReadOnlyFiles } from "../readOnlyFiles.ts";
import { objectText } from "./objectText.ts";
import { OBJECT_SCHEME, type ObjectSide, objectPath, readObjectPath } from "./objectUri.ts";

/** What is kept of objects that were looked at: a diff asks for both sides of one. */
const KEPT = 20;

export interface ObjectDocumentsOptions {
  connection: EngineConnection;
  log: vscode.LogOutputChannel;
}

/**
 * Objects of jobs as read-only documents: their source, and what was made of it. A result never changes, so neither does a
 * document; a retry makes another one.
 */
export class ObjectDocuments extends ReadOnlyFiles {
  readonly #options: ObjectDocumentsOptions;
  /** By job and seq, the one that was asked for last at the end. */
  readonly #details = new Map<string, Promise<ResultDetail>>();

  constructor(options: ObjectDocumentsOptions) {
    super(OBJECT_SCHEME);
    this.#options = options;
    this.store.add(options.connection.onDidReset(() => this.#details.clear()));
  }

  /** The address of one side of an object. */
  uriOf(jobId: string, result: ObjectResult, side: ObjectSide): vscode.Uri {
    const path = objectPath(jobId, result, side);
    if (path !== undefined) return vscode.Uri.from({ scheme: OBJECT_SCHEME, path });
    const message = vscode.l10n.t("This server does not keep the source of objects.");
    throw new AppError("object.not_kept", message);
  }

  /** What the engine keeps of one result. */
  detail(jobId: string, seq: number): Promise<ResultDetail> {
    const key = `${jobId}/${seq}`;
    const known = this.#details.get(key) ?? this.#fetch(jobId, seq);
    this.#details.delete(key);
    this.#details.set(key, known);
    known.catch(() => this.#details.delete(key));
    for (const oldest of this.#details.keys()) {
      if (this.#details.size <= KEPT) break;
      this.#details.delete(oldest);
    }
    return known;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { byteLength } = await this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: byteLength };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const place = readObjectPath(uri.path);
    if (!place) throw vscode.FileSystemError.FileNotFound(uri);
    try {
      const detail = await this.detail(place.jobId, place.seq);
      return Buffer.from(objectText(detail, place.side, vscode.l10n));
    } catch (error) {
      this.#options.log.warn(`Could not read ${uri.path}: ${messageOf(error)}`);
      throw vscode.FileSystemError.Unavailable(messageOf(error));
    }
  }

  async #fetch(jobId: string, seq: number): Promise<ResultDetail> {
    const { api, capabilities } = await this.#options.connection.session();
    if (capabilities.has("history")) return api.control.resultDetail(jobId, seq);
    const message = vscode.l10n.t("This server does not keep the source of objects.");
    throw new AppError("object.not_kept", message);
  }
}
