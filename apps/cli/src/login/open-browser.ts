import { spawn } from "node:child_process";
import type { Io } from "../io.ts";

/** Opens a page in the user's browser, if there is one here. Whether it did nobody knows: the address is printed as well. */
export function openBrowser(page: string, { env, stderr }: Pick<Io, "env" | "stderr">): void {
  const hasScreen = process.platform !== "linux" || Boolean(env["DISPLAY"] ?? env["WAYLAND_DISPLAY"]);
  if (!stderr.isTTY || env["SSH_CONNECTION"] || !hasScreen || !/^https?:/.test(page)) return;
  const [program, ...args] = openers[process.platform] ?? ["xdg-open"];
  // No shell reads the address, which the server has made.
  const child = spawn(program, [...args, page], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}

const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};
