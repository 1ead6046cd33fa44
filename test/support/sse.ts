/** One server-sent event as it came over the wire. */
export interface WireEvent {
  id: string | undefined;
  event: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what the wire holds
  data: any;
}

/** Reads a finite event stream to its end, or to the event for which `until` answers true. */
export async function readEvents(
  url: string,
  options: { headers?: Record<string, string>; until?: (event: WireEvent) => boolean } = {},
): Promise<{ response: Response; events: WireEvent[] }> {
  const response = await fetch(url, { headers: options.headers });
  const events: WireEvent[] = [];
  let buffer = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    buffer += decoder.decode(chunk as Uint8Array, { stream: true });
    for (let end = buffer.indexOf("\n\n"); end >= 0; end = buffer.indexOf("\n\n")) {
      const event = parseEvent(buffer.slice(0, end));
      buffer = buffer.slice(end + 2);
      if (!event) continue;
      events.push(event);
      // Leaving the loop closes the connection.
      if (options.until?.(event)) return { response, events };
    }
  }
  return { response, events };
}

function parseEvent(block: string): WireEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    if (line.startsWith(":")) continue;
    const [, name, value] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
    if (name !== undefined) fields.set(name, value ?? "");
  }
  const data = fields.get("data");
  if (data === undefined) return undefined;
  return { id: fields.get("id"), event: fields.get("event"), data: JSON.parse(data) };
}
