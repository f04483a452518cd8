import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { startChromium } from "./chromium.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

test.each([
  ["desktop", "light"],
  ["desktop", "dark"],
  ["phone", "light"],
  ["phone", "dark"],
] as const)(
  "the reference at /docs calls this server alone, without an error, on a %s in %s",
  { tags: ["chromium"], timeout: 60_000 },
  async (size, colorScheme) => {
    await using server = await startTestApp();
    await using chromium = await startChromium();
    const page = await chromium.browser.newPage({ viewport: sizes[size], colorScheme });
    const faults = watch(page, server.url);

    await open(page, server, "tag/posts/GET/posts");
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    const width = await page.evaluate("document.documentElement.scrollWidth");

    expect(faults).toEqual([]);
    expect(background).toBe(colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(15, 15, 15)");
    expect(width).toBeLessThanOrEqual(sizes[size].width);
  },
);

test(
  "whoever signs in by trying it writes a post by trying it, with the session cookie",
  { tags: ["chromium"], timeout: 60_000 },
  async () => {
    await using server = await startTestApp();
    await using chromium = await startChromium();
    const page = await chromium.browser.newPage({ viewport: sizes.desktop });
    const faults = watch(page, server.url);

    await open(page, server, "tag/auth/POST/auth/register");
    const account = await tryIt(page, "post /auth/register");
    await open(page, server, "tag/posts/POST/posts");
    const written = await tryIt(page, "post /posts");
    const post = await server.rest<{ title: string; author: { name: string } }>(`GET ${written.location}`);

    expect([account.status, written.status]).toEqual([201, 201]);
    expect(post.body).toMatchObject({ title: "On the Analytical Engine", author: { name: "Ada Lovelace" } });
    expect(faults).toEqual([]);
  },
);

test("the page allows scripts of this server alone, and its bundle is sent once", async () => {
  await using server = await startTestApp();
  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

  const page = await get("/docs");
  const bundle = await get("/docs/reference.js");
  const again = await get("/docs/reference.js", { "if-none-match": bundle.headers.get("etag") ?? "" });

  const policy = page.headers.get("content-security-policy");
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; .*connect-src 'self'; .*frame-ancestors 'none'$/);
  expect(await page.text()).not.toMatch(/https?:\/\/|<script>| on\w+=/);
  expect(bundle.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect((await bundle.text()).length).toBeGreaterThan(1_000_000);
  expect(again.status).toBe(304);
  expect((await fetch(`${server.url}/docs`, { method: "POST" })).status).toBe(405);
});

test("with DOCS=off there is no reference, and nothing says that there is", async () => {
  await using server = await startTestApp({ DOCS: "off" });
  const index = (await (await fetch(server.url)).json()) as { links: object };

  for (const path of ["/docs", "/docs/init.js", "/docs/reference.js"]) {
    expect((await fetch(server.url + path)).status).toBe(404);
  }
  expect(index.links).not.toHaveProperty("docs");
});

/** Requests to elsewhere and everything that the console tells above information, violations of the policy among it. */
function watch(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${origin}/`)) faults.push(request.url());
  });
  page.on("requestfailed", (request) => faults.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  return faults;
}

const testButton = (page: Page) => page.getByRole("button").filter({ hasText: "Test Request" });

/** Opens an operation by its anchor; leaves the page first, since another anchor alone loads nothing. */
async function open(page: Page, server: TestApp, anchor: string): Promise<void> {
  await page.goto(`${server.url}/health/live`);
  await page.goto(`${server.url}/docs#${anchor}`);
  await testButton(page).first().waitFor();
}

/** Sends an operation with the example that the page fills in. */
async function tryIt(page: Page, operation: string): Promise<{ status: number; location: string }> {
  await testButton(page)
    .filter({ hasText: `(${operation})` })
    .click();
  const answer = page.waitForResponse((response) => response.url().includes("/api/v1/"));
  await page.getByRole("button", { name: /^Send/ }).first().click();
  const response = await answer;
  return { status: response.status(), location: String(response.headers()["location"]).replace("/api/v1", "") };
}
