import { connect } from "node:net";

const idleMs = 400;
const patienceMs = 20_000;

/** Sent behind each request: where that one ended well, this one ends the connection at once. */
const last = "GET /health/live HTTP/1.1\r\nhost: x\r\nx-request-id: the-last-one\r\nconnection: close\r\n\r\n";

/**
 * Sends bytes and hears until the server closes; a server that waits for more is told that there is none.
 * @returns the statuses of what was answered
 * @throws when the server neither answers nor closes
 */
export function rawExchange(port: number, bytes: string): Promise<number[]> {
  const { promise, resolve, reject } = Promise.withResolvers<number[]>();
  let answer = "";
  const socket = connect(port, "127.0.0.1", () => socket.write(bytes + last, "latin1"));
  let isEnded = false;
  socket.setTimeout(idleMs, () => {
    if (isEnded) {
      socket.destroy();
      reject(new Error(`neither answered nor closed within ${patienceMs} ms`));
    }
    // Not at first: Node drops the answers of those who have closed their side.
    isEnded = true;
    socket.end();
    socket.setTimeout(patienceMs);
  });
  socket.on("data", (data) => (answer += data.toString("latin1")));
  // A server may well cut such a connection; whether it lives is asked elsewhere.
  socket.on("error", () => {});
  socket.on("close", () => resolve(statusesIn(answer)));
  return promise;
}

/** Of final answers alone, the one to `last` not among them. */
function statusesIn(answer: string): number[] {
  const answers = answer.split(/(?=HTTP\/1\.1 \d{3} )/).filter((text) => !text.includes("the-last-one"));
  return answers.map((text) => Number(text.slice(9, 12))).filter((status) => status >= 200);
}
