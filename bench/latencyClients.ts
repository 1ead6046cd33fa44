import { request } from "node:http";

// The clients of the latency bench, a process of their own. Arguments: stream URL, number of clients. Every client reads
// all of its stream; of those above twenty only each n-th is parsed, the others' bytes and events are counted.

const [url = "", countText = "1"] = process.argv.slice(2);
const count = Number(countText);
const parsedEvery = Math.max(1, Math.floor(count / 20));
const latencies: number[] = [];
let bytes = 0;
let ended = 0;
const opened = Date.now();

function now(): number {
  return performance.timeOrigin + performance.now();
}

function read(block: string): void {
  const received = now();
  const data = block.slice(block.indexOf("data: ") + 6);
  if (!block.includes("data: ")) return;
  for (const { error } of JSON.parse(data).new_results) {
    const finished = Number(error);
    // What was finished before the clients were there is replay, not latency.
    if (finished > opened + 500) latencies.push(received - finished);
  }
}

function follow(parsed: boolean): void {
  request(url, { agent: false }, (response) => {
    let buffer = "";
    response.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (!parsed) return;
      buffer += chunk.toString();
      for (let end = buffer.indexOf("\n\n"); end >= 0; end = buffer.indexOf("\n\n")) {
        read(buffer.slice(0, end));
        buffer = buffer.slice(end + 2);
      }
    });
    response.on("end", () => {
      ended++;
      if (ended < count) return;
      latencies.sort((a, b) => a - b);
      process.send?.({ latencies, bytes }, () => process.exit(0));
    });
  }).end();
}

for (let n = 0; n < count; n++) follow(n % parsedEvery === 0);
