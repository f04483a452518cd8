// node scripts/run.mjs tools/chaos-proxy/main.ts --to localhost:5432 [--listen 0] [--control 0] [--fault latency/200]
import { parseArgs } from "node:util";
import { faultForms, parseFault, printFault, startChaosProxy, startControl } from "./src/chaos-proxy.ts";

const usage = `Usage: chaos-proxy --to host:port [--listen port] [--control port] [--fault ${faultForms}]\n`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      to: { type: "string" },
      listen: { type: "string", default: "0" },
      control: { type: "string", default: "0" },
      fault: { type: "string", default: "pass" },
    },
  });
  const target = /^(?<host>[^:]+|\[[\da-f:]+\]):(?<port>\d{1,5})$/i.exec(values.to ?? "")?.groups;
  if (!target) throw new RangeError("--to must be host:port");
  const host = (target["host"] ?? "").replace(/^\[|\]$/g, "");
  return {
    to: { host, port: portOf("to", target["port"] ?? "") },
    listen: portOf("listen", values.listen),
    control: portOf("control", values.control),
    fault: parseFault(values.fault),
  };
}

function portOf(name: string, text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new RangeError(`--${name} must be a port`);
  return Number(text);
}

try {
  const { to, listen, control, fault } = readOptions();
  const proxy = await startChaosProxy({ to, listen });
  proxy.set(fault);
  const { url } = await startControl(proxy, control);
  process.stdout.write(
    `127.0.0.1:${proxy.port} leads to ${to.host}:${to.port}, ${printFault(fault)}; control at ${url}\n`,
  );
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${usage}`);
  process.exitCode = 1;
}
