import { type Browser, chromium } from "playwright-core";

/**
 * The browser of the machine, closed at the end of the scope, silent towards the network.
 * @param reaches where it finds `localhost`, whatever the port, of a server that has to know its address before it has it
 */
export async function startChromium(reaches?: string): Promise<AsyncDisposable & { browser: Browser }> {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...(reaches === undefined ? [] : [`--host-resolver-rules=MAP localhost:3000 ${new URL(reaches).host}`]),
    ],
  });
  return { browser, [Symbol.asyncDispose]: () => browser.close() };
}
