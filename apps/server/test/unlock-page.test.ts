import { expect, test } from "vitest";
import { startChromium } from "./chromium.ts";
import { password, startTestApp } from "./test-app.ts";

test(
  "the page of an unlock link takes the token out of the address, asks, and unlocks; without scripts one can type it",
  { tags: ["chromium"], timeout: 60_000 },
  async () => {
    await using server = await startTestApp();
    await using chromium = await startChromium();
    const { id, email } = await server.join("ada");
    const { auth, db } = server.app.deps;
    for (let n = 0; n < 5; n += 1) await auth.throttle.reserve(email);
    await auth.throttle.fail(email);
    const token = await auth.oneTimeTokens.issue(db, { kind: "unlock", userId: id });
    const signIn = () => server.rest("POST /auth/login", { body: { email, password, mode: "bearer" } });
    const [withScripts, without] = [
      await chromium.browser.newContext(),
      await chromium.browser.newContext({ javaScriptEnabled: false }),
    ];

    const plain = await without.newPage();
    await plain.goto(`${server.url}/account/unlock#token=${token}`);
    const asksForIt = await plain.locator("input[name=token]").isVisible();
    const tab = await withScripts.newPage();
    await tab.goto(`${server.url}/account/unlock#token=${token}`);
    const before = { address: tab.url(), hasField: await tab.locator("input[name=token]").isVisible() };
    const locked = (await signIn()).status;
    await tab.getByRole("button").click();
    await tab.getByText("no longer locked").waitFor();

    expect(asksForIt).toBe(true);
    expect(before).toEqual({ address: `${server.url}/account/unlock`, hasField: false });
    expect([locked, (await signIn()).status]).toEqual([429, 200]);
  },
);
