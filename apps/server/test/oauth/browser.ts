import type { App } from "../../src/app.ts";

/** Where the world reaches the server, whose port nobody knows before it listens. */
export const publicUrl = "https://api.example.com";

export type Page = { url: string; status: number; headers: Headers; location: string | null; text: string };

/** Enough of a browser to sign in with a provider: cookies by origin, forms, one redirect at a time. */
export type Browser = {
  cookies: (origin?: string) => Map<string, string>;
  open(url: string, form?: Record<string, string>): Promise<Page>;
  /** Follows redirects until one leads to an address that begins with `end`, or elsewhere. @returns that address */
  goTo(end: string, page: Page): Promise<string>;
  /** Signs in at a provider, and agrees. @returns the address with which the provider sends the browser back */
  signInAt(authorizationUrl: string, login: string): Promise<string>;
};

export function openBrowser({ url: served }: Pick<App, "url">): Browser {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (origin = publicUrl) => {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };

  async function open(url: string, form?: Record<string, string>): Promise<Page> {
    const { origin } = new URL(url);
    const jar = jarOf(origin);
    const response = await fetch(url.replace(publicUrl, served), {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "" || /max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    const { status, headers } = response;
    const location = headers.get("location");
    const to = location === null ? null : new URL(location, url).href;
    return { url, status, headers, location: to, text: await response.text() };
  }

  async function goTo(end: string, page: Page): Promise<string> {
    let at = page;
    const { origin } = new URL(page.url);
    while (at.location?.startsWith(origin) && !at.location.startsWith(end)) at = await open(at.location);
    return at.location ?? at.url;
  }

  return {
    cookies: jarOf,
    open,
    goTo,
    async signInAt(authorizationUrl, login) {
      const { origin } = new URL(authorizationUrl);
      let at = await open(await goTo(`${origin}/interaction/`, await open(authorizationUrl)));
      while (at.location === null) {
        const [, prompt = ""] = /name="prompt" value="(\w+)"/.exec(at.text) ?? [];
        const submitted = await open(at.url, { prompt, login, password: "any" });
        const next = await goTo(`${origin}/interaction/`, await open(submitted.location ?? ""));
        if (!next.startsWith(`${origin}/interaction/`)) return next;
        at = await open(next);
      }
      return at.location;
    },
  };
}
