import { describe, expect, test } from "vitest";
import { assertSafeMarkdown } from "./markdown.ts";

const check = (markdown: string) => () => assertSafeMarkdown("body", markdown);
const refusal = expect.objectContaining({
  reason: "INVALID_INPUT",
  fields: [expect.objectContaining({ path: ["body"] })],
});

describe("refused:", () => {
  test.for([
    "<script>alert(1)</script>",
    "text <b>bold</b>",
    "<img src=x onerror=alert(1)>",
    "a <br> b",
    "<!-- comment -->",
    "<?php ?>",
    "<!DOCTYPE html>",
    "<![CDATA[x]]>",
    "<a href='x'>",
    "</p>",
    "<custom-element/>",
    "- item\n  <div>\n",
    "> quoted <i>html</i>",
    "# heading <u>html</u>",
    "[a <b>label</b>](https://example.com)",
    "**strong <b>html</b>**",
    "\\\\<b>",
    "`unclosed <b>",
    "``two ticks` <b>",
    "```\ncode\n```\n<div>",
    "~~~\ncode\n```\n~~~\n<div>",
    "| `a | <b> ` |\n|---|---|\n| x | y |",
    "| a | b |\n|---|---|\n| `x | <b>` |",
    "![<b>alt</b>](a.png)",
  ])("HTML in %j", (markdown) => {
    expect(check(markdown)).toThrow(refusal);
  });

  test.for([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;&#x61;vascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](javascript&#x3a;alert(1))",
    "[x](j&Tab;avascript:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](jav%61script:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:image/svg+xml,x)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://example.com/1)",
    "[x](view-source:javascript:alert(1))",
    "[x](ms-msdt:/id)",
    "[x](javascript:alert(1) 'title')",
    "![x](javascript:alert(1))",
    "![x](data:image/png;base64,AAAA)",
    "[![x](a.png)](javascript:alert(1))",
    "![[x](javascript:alert(1))](a.png)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x]\n\n[x]: <javascript:alert(1)>",
    "[x][]\n\n> [X]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<JAVASCRIPT:alert(1)>",
    "<data:text/html,x>",
    "- > 1. [x](javascript:alert(1))",
    "# [x](javascript:alert(1))",
    "a | b\n---|---\n`x | [y](javascript:alert(1))` ",
  ])("the script link in %j", (markdown) => {
    expect(check(markdown)).toThrow(refusal);
  });
});

describe("accepted:", () => {
  test.for([
    "",
    "plain *text* with **all** _that_ `code`, 1 < 2 && 3 > 2, a<b, <3, AT&T, &lt;b&gt; and \\<b>",
    "`<script>alert(1)</script>`",
    "`` ` <b> ` ``",
    "```html\n<script>alert(1)</script>\n```",
    "~~~\n<div>\n```\n</div>\n~~~",
    "    <indented code>\n",
    "`[x](javascript:alert(1))`",
    "    [x](javascript:alert(1))",
    "[x](https://example.com/a?b=c:d#e) [y](HTTP://example.com) [z](mailto:ada@example.com)",
    "[x](/posts/hello) [y](#part) [z](?page=2) [w](../a.png) [v](a.png) [u](a/b:c) []() [t](//example.com)",
    "<https://example.com> <ada@example.com>",
    "![x](https://example.com/a.png 'title')",
    "[x][1] and [unused]\n\n[1]: https://example.com",
    "[javascript:alert(1)](https://example.com)",
    "javascript:alert(1) is text, and so is [x](\u0001javascript:alert(1))",
    "[x](?a=1&b=2) [y](AT&T.html) [z](a&amp;b)",
    "- 1\n  - 2\n    - 3\n      - 4\n        - 5\n          - 6\n            - 7\n              - 8\n                - 9",
    "[[[[[[[[[[1]]]]]]]]]]",
    "| a | b |\n|---|---|\n| `x` | y |",
    "# A\n\n- b\n  - c\n    1. d\n\n> e\n\n---\n\n[x]: https://example.com",
    `${"> ".repeat(6)}- - - quoted`,
  ])("%j", (markdown) => {
    expect(check(markdown)).not.toThrow();
  });
});

describe("nothing hides where the parser stops looking:", () => {
  test.for([
    ["quotes", `${"> ".repeat(150)}<script>`],
    ["quotes of 50", `${"> ".repeat(50)}<script>`],
    ["quotes of 49", `${"> ".repeat(49)}<script>`],
    ["lists", `${"- ".repeat(150)}<script>`],
    ["a list of 25", `${"- ".repeat(25)}<script>`],
    ["lists of several lines", Array.from({ length: 60 }, (_, depth) => `${"  ".repeat(depth)}- x`).join("\n") + "<b>"],
    ["brackets", `${"[".repeat(150)}x${"]".repeat(150)}(javascript:alert(1))`],
    ["50 brackets", `[${"[".repeat(50)}x${"]".repeat(50)}](javascript:alert(1))`],
    ["49 brackets", `[${"[".repeat(49)}x${"]".repeat(49)}](javascript:alert(1))`],
    ["images", `${"![".repeat(150)}x${"](a.png)".repeat(149)}](javascript:alert(1))`],
  ] as const)("%s", ([, markdown]) => {
    expect(check(markdown)).toThrow(refusal);
  });
});

describe("a hundred thousand adversarial characters take well under a second:", () => {
  test.for([
    "[",
    "![",
    "]",
    "](",
    "[a](",
    "[a](b",
    "[]()",
    "*a_",
    "**",
    "*a **a ",
    "_",
    "`",
    "`a``b",
    "<",
    "<a ",
    "<!--",
    "<![CDATA[",
    "<?",
    "</a",
    "&",
    "&#x",
    "\\",
    "> ",
    ">",
    "- ",
    "1. ",
    "- a\n",
    "> a\n",
    "    a\n",
    "\t",
    "#",
    "~~~\n",
    "[a]: b\n",
    "[a",
    "[a]\n",
    "|a",
    "|-",
    "a|b\n-|-\n",
    "~~a",
    "a\n=\n",
    "![a](<",
    "(",
    "\u0000",
    "😀",
    "\n",
    " ",
    "<http:",
    "a@",
    "x [a] (javascript:",
  ])("%j", (part) => {
    const started = process.cpuUsage();
    try {
      assertSafeMarkdown("body", part.repeat(100_000 / part.length));
    } catch (error) {
      expect(error).toEqual(refusal);
    }

    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });

  test("lists inside lists", () => {
    const deep = Array.from({ length: 440 }, (_, depth) => `${" ".repeat(depth)}- x`).join("\n");
    const started = process.cpuUsage();

    expect(check(deep)).toThrow(refusal);

    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });
});
