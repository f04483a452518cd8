import { expect, test } from "vitest";
import { anchor, html, styleSheet } from "./html.ts";

test("text is text, in elements and in attributes, and markup stays what it is", () => {
  const text = `<script>alert("1")</script> & 'x'`;

  const markup = html`<p title="${text}">${text}${html`<b>${1}</b>`}${undefined}${[text, html`<i></i>`]}</p>`;

  const escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;";
  expect(String(markup)).toBe(`<p title="${escaped}">${escaped}<b>1</b>${escaped}<i></i></p>`);
});

test("what only looks like markup is text", () => {
  const forged = { toString: () => "<b>" } as unknown as string;

  expect(String(html`${forged}`)).toBe("&lt;b&gt;");
});

test("a link leads to the web and nowhere else", () => {
  expect(String(anchor('https://example.com/?a=1&b="2"', "Read & write"))).toBe(
    '<a href="https://example.com/?a=1&amp;b=&quot;2&quot;" style="">Read &amp; write</a>',
  );
  for (const url of ["javascript:alert(1)", " https://x", "data:text/html,x", "/x", ""])
    expect(() => anchor(url, "x")).toThrow(TypeError);
});

test("a style sheet is as it was written, and cannot end its element", () => {
  expect(String(html`${styleSheet('a > b { content: "&" }')}`)).toBe('<style>a > b { content: "&" }</style>');
  expect(() => styleSheet("</style><script>")).toThrow(TypeError);
});
