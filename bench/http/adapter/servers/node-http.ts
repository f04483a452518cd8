// The floor: Node's own server, which writes the answer of "single", or of "small", whatever it is asked.
import { createServer } from "node:http";
import { getArticle, getTitle } from "../domain.ts";
import { articleRef } from "../inputs.ts";
import { host, port, scenario } from "../launch.ts";

const body = JSON.stringify(scenario === "small" ? getTitle(articleRef) : getArticle(articleRef));
const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
createServer((_req, res) => {
  res.writeHead(200, headers);
  res.end(body);
}).listen(port, host);
