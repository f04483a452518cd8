import { mailTemplates } from "@tenon/core/mail/templates";
import { expect, test } from "vitest";
import { startChromium } from "./chromium.ts";
import { startTestApp } from "./test-app.ts";

const looks = [
  { width: 360, colorScheme: "light" },
  { width: 360, colorScheme: "dark" },
  { width: 1200, colorScheme: "light" },
  { width: 1200, colorScheme: "dark" },
] as const;

/** How bright the card, its text and its links are, from 0 to 1; and whether the page is wider than its window. */
const measure = `(() => {
  const brightness = (color) => color.match(/[0-9.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765;
  const styleOf = (selector) => getComputedStyle(document.querySelector(selector));
  return {
    card: brightness(styleOf(".card").backgroundColor),
    text: brightness(styleOf(".card h1").color),
    link: brightness(styleOf(document.querySelector(".card a") ? ".card a" : ".card h1").color),
    isTooWide: document.documentElement.scrollWidth > innerWidth,
  };
})()`;
type Measured = { card: number; text: number; link: number; isTooWide: boolean };

test(
  "every mail fits a phone and a desk, and is dark on light or light on dark as its reader's screen is",
  { tags: ["chromium"], timeout: 60_000 },
  async () => {
    await using server = await startTestApp();
    await using chromium = await startChromium();
    const paths = Object.entries(mailTemplates).flatMap(([name, template]) =>
      Object.keys(template.previews()).map((sample) => `${name}/${sample}`),
    );

    for (const { width, colorScheme } of looks) {
      const tab = await chromium.browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      for (const path of paths) {
        // Without the sandbox of its page, which lets no test look inside.
        const html = await (await fetch(`${server.url}/dev/mail/${path}/html`)).text();
        await tab.setContent(html);
        const { card, text, link, isTooWide } = await tab.evaluate<Measured>(measure);

        expect({ path, width, isTooWide }).toEqual({ path, width, isTooWide: false });
        expect(card > 0.5).toBe(colorScheme === "light");
        expect(Math.min(Math.abs(card - text), Math.abs(card - link))).toBeGreaterThan(0.4);
      }
      await tab.close();
    }
  },
);
