import { type Browser, chromium } from "playwright-core";

/** The browser of the machine, closed at the end of the scope, silent towards the network. */
export async function startChromium(): Promise<AsyncDisposable & { browser: Browser }> {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return { browser, [Symbol.asyncDispose]: () => browser.close() };
}
