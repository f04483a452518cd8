import { describe, expect, test } from "vitest";
import { reasonOf } from "../testing.ts";
import { createFederation } from "./federation.ts";

describe("the browser goes", () => {
  const urls = { publicUrl: "https://api.example.com", webUrl: "https://app.example.com" };
  const federation = createFederation({ providers: new Map(), ...urls, trustedOrigins: ["https://admin.example.com"] });

  test.each([
    [undefined, "https://app.example.com/"],
    ["/settings?tab=1#x", "https://app.example.com/settings?tab=1#x"],
    ["https://admin.example.com/x", "https://admin.example.com/x"],
    ["https://api.example.com", "https://api.example.com/"],
  ])("to %s", (returnTo, address) => {
    expect(federation.returnUrl(returnTo)).toBe(address);
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example",
    "https://app.example.com.evil.example",
    "https://app.example.com@evil.example",
    "https://user:password@app.example.com",
    "http://app.example.com",
    "https://app.example.com:8443",
    "javascript:alert(1)",
    "data:text/html,x",
    "blob:https://app.example.com/x",
    "settings",
    "",
  ])("never to %j", async (returnTo) => {
    expect(await reasonOf(Promise.try(() => federation.returnUrl(returnTo)))).toBe("INVALID_INPUT");
  });

  test("back to the server or to the web app, where there is one", async () => {
    const alone = createFederation({ providers: new Map(), ...urls, webUrl: undefined, trustedOrigins: [] });

    expect(federation.callbackUrl("acme", "server")).toBe("https://api.example.com/auth/callback/acme");
    expect(federation.callbackUrl("acme", "app")).toBe("https://app.example.com/auth/callback/acme");
    expect(alone.returnUrl(undefined)).toBe("https://api.example.com/auth/done");
    expect(await reasonOf(Promise.try(() => alone.callbackUrl("acme", "app")))).toBe("INVALID_INPUT");
  });
});
