import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import { hostname } from "node:os";
import type { FastifyRequest } from "fastify";
import { AppError } from "../errors.ts";

/** True for addresses and names that only programs on this computer reach. */
export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[|\]$/g, "");
  return bare === "localhost" || bare === "::1" || /^127(?:\.\d{1,3}){3}$/.test(bare);
}

/** The host of a Host header or an origin's authority, without its port. */
function hostOf(authority: string): string {
  return authority.replace(/:\d+$/, "");
}

/**
 * Refuses requests whose Host names no address of this server, and those that a web page of another origin sends: a
 * page whose name was re-bound to 127.0.0.1 must not drive the engine.
 */
export function hostGuard(bindHost: string, allowedHosts: readonly string[]) {
  const own = new Set([bindHost, hostname(), ...allowedHosts].map((host) => host.toLowerCase()));
  const accepts = (authority: string): boolean => {
    const host = hostOf(authority).toLowerCase();
    if (isLoopback(host) || own.has(host)) return true;
    return !isLoopback(bindHost) && isIP(host.replace(/^\[|\]$/g, "")) > 0;
  };
  return async (request: FastifyRequest): Promise<void> => {
    const host = request.headers.host ?? "";
    if (!accepts(host)) {
      throw new AppError(
        "HOST_REFUSED",
        421,
        `This server does not answer for the host "${host}". Name it with --allow-host.`,
      );
    }
    const { origin } = request.headers;
    if (origin === undefined) return;
    const authority = URL.canParse(origin) ? new URL(origin).host : "";
    if (authority !== host) {
      throw new AppError("ORIGIN_REFUSED", 403, `Requests of pages of ${origin} are refused.`);
    }
  };
}

/** Requires `Authorization: Bearer <token>`; compares in constant time. */
export function tokenGuard(token: string) {
  const expected = digest(token);
  return async (request: FastifyRequest): Promise<void> => {
    const header = request.headers.authorization;
    // Health checks come without a token; one that comes with a wrong token wants to know.
    if (header === undefined && request.url.split("?")[0] === "/api/health") return;
    const given = /^Bearer +(.+)$/i.exec(header ?? "")?.[1];
    if (given === undefined || !timingSafeEqual(digest(given.trim()), expected)) {
      const message =
        given === undefined ? "A bearer token is required." : "The token is not valid.";
      throw new AppError("UNAUTHORIZED", 401, message);
    }
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
