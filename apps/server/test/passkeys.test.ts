import { expect, test } from "vitest";
import { startChromium } from "./chromium.ts";
import { servePage } from "./client-page.ts";
import { password, startTestApp } from "./test-app.ts";

/** What the page runs, as a web app would: the browser's own functions between two calls, and nothing besides. */
const ceremony = `(async () => {
  const { createClient, wireErrorOf } = tenon;
  const client = createClient({ url });
  const answer = async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await client.auth.passkeyOptions.mutate());
    return (await navigator.credentials.get({ publicKey })).toJSON();
  };
  await client.auth.register.mutate({ email: "ada@example.org", password: ${JSON.stringify(password)}, name: "Ada" });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await client.me.passkeys.options.mutate());
  const made = await navigator.credentials.create({ publicKey });
  const added = await client.me.passkeys.add.mutate({ name: "This browser", passkey: made.toJSON() });
  await client.auth.logout.mutate();

  const signedIn = await client.auth.passkeyLogin.mutate({ passkey: await answer() });
  await client.auth.logout.mutate();

  const asked = wireErrorOf(await client.auth.login.mutate({ email: "ada@example.org", password: ${JSON.stringify(password)} }).catch((e) => e));
  await client.auth.loginMfa.mutate({ challenge: asked.challenge, passkey: await answer() });
  await client.auth.reauthenticate.mutate({ passkey: await answer() });
  const { items } = await client.me.passkeys.list.query();
  return { codes: added.recoveryCodes.length, username: signedIn.user.username, asked: [asked.reason, asked.methods],
    names: items.map(({ name }) => name) };
})()`;

test(
  "a browser makes a passkey, signs in with it alone, shows it beside the password and to make its session fresh",
  { tags: ["chromium"], timeout: 60_000 },
  async () => {
    await using page = await servePage();
    await using server = await startTestApp({ WEB_URL: page.origin, TRUSTED_ORIGINS: page.origin });
    await using chromium = await startChromium();
    const tab = await chromium.browser.newPage();
    const devtools = await tab.context().newCDPSession(tab);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await tab.goto(page.origin);

    const result: unknown = await tab.evaluate(`const url = ${JSON.stringify(server.url)}; ${ceremony}`);

    expect(result).toEqual({
      codes: 10,
      username: "ada",
      asked: ["MFA_REQUIRED", ["passkey", "recoveryCode"]],
      names: ["This browser"],
    });
  },
);
