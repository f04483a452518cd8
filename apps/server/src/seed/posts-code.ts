import type { SeedPost } from "./types.ts";

export const codePosts: SeedPost[] = [
  {
    title: "Make the wrong state unsayable",
    summary: "Three booleans make eight states, and you meant four.",
    author: "wren",
    tags: ["types", "typescript"],
    body: `Here is a type that looks innocent:

\`\`\`ts
type Load = { loading: boolean; error?: Error; data?: Post };
\`\`\`

It allows a load that is still running, has failed, and brought the data too. Every reader has to wonder
whether that happens. The alternative says only what is meant:

\`\`\`ts
type Load =
  | { state: "loading" }
  | { state: "failed"; error: Error }
  | { state: "done"; data: Post };
\`\`\`

Yaron Minsky's phrase for this is "make illegal states unrepresentable". What I like best is what goes away:
the tests for the impossible, the defensive \`if\`, and the comment that begins with "should never".`,
  },
  {
    title: "Parse at the door",
    summary: "A validator says yes and forgets. A parser says yes and hands you the proof.",
    author: "priya",
    tags: ["types", "typescript", "craft"],
    body: `A validator looks at a value and answers true or false. The answer is then thrown away, and ten lines later
somebody checks again, just in case. A parser takes the same value and returns a *better* one: not a string
but an \`Email\`, not an array but one that cannot be empty.

The idea is as old as compilers. The slogan is Alexis King's, from 2019, and [her
essay](https://lexi-lambda.github.io/blog/2019/11/05/parse-don-t-validate/) is still the best half hour on the
subject.

In practice: parse where the data comes in, once, and let everything behind that door trust its arguments.
Code that distrusts its own callers is a sign that the door is open.`,
  },
  {
    title: "The billion-dollar guest",
    summary: "Null arrived in 1965 because it was so easy to let in.",
    author: "jonas",
    tags: ["types", "history"],
    body: `In 1965 Tony Hoare was designing the references of ALGOL W. He wanted every use of them to be checked by the
compiler, and safe. Then he added the null reference, in his own words, "simply because it was so easy to
implement". In 2009, at a conference in London, he apologised and called it his billion-dollar mistake.

The guest has never left, but it has been made to wear a badge. Swift, Kotlin, Rust and TypeScript in strict
mode all put absence into the type, so that you meet it when you write the code and not when your customer
runs it.

Hoare's reason is the lesson. The features that cost us most are rarely the difficult ones.`,
  },
  {
    title: "satisfies, the quiet operator",
    summary: "Check a value against a type without forgetting what the value was.",
    author: "wren",
    tags: ["typescript", "types"],
    body: `TypeScript 4.9 brought a small word that I now use every day. An annotation *replaces* what the compiler knows
about a value. \`satisfies\` only *checks* it.

\`\`\`ts
type Route = { path: string; auth?: boolean };

const routes = {
  home: { path: "/" },
  admin: { path: "/admin", auth: true },
} satisfies Record<string, Route>;

routes.home.path; // fine
routes.hoem; // an error: no such route
\`\`\`

With \`const routes: Record<string, Route>\`, the misspelt key would compile, because any string is a key. With
no annotation at all, a misspelt \`auht\` would compile as well. It takes the quiet operator to catch both.`,
  },
  {
    title: "Let the compiler count the cases",
    summary: "One line at the end of a switch turns a forgotten case into a build error.",
    author: "tomas",
    tags: ["typescript", "types"],
    body: `Add a fifth status to a union and you would like a list of every place that has to change. The compiler has
one. You only need to ask:

\`\`\`ts
function label(status: Status): string {
  switch (status) {
    case "draft":
      return "Draft";
    case "published":
      return "Live";
    default:
      return status satisfies never;
  }
}
\`\`\`

As long as all cases are handled, nothing is left for \`default\`, and the type of \`status\` there is \`never\`.
Add \`"scheduled"\` to the union and this line goes red, along with all its cousins elsewhere. It is the
cheapest project manager I know.`,
  },
  {
    title: "Garden hose",
    summary: "The pipe was described nine years before it was built.",
    author: "admin",
    tags: ["tools", "history"],
    body: `In October 1964 Doug McIlroy typed a page of wishes at Bell Labs. The first of them asks for ways of joining
programs "like garden hose—screw in another segment" whenever the data needs to be massaged in another way.

He went on asking. In 1973 Ken Thompson added pipes to Unix in one night, and the next day, McIlroy
remembered, everybody was writing one-liners. The page still exists, and there is [a scan of
it](https://www.bell-labs.com/usr/dmr/www/mdmpipe.html).

\`\`\`sh
cut -d' ' -f1 access.log | sort | uniq -c | sort -rn | head
\`\`\`

Five programs, none of which has heard of the others. That was the wish.`,
  },
  {
    title: "Fifteen minutes of awk",
    summary: "Learn one pattern and one action, and skip the spreadsheet.",
    author: "tomas",
    tags: ["tools", "history"],
    body: `Aho, Weinberger and Kernighan made awk in 1977 and lent it their initials. A program in it is a list of pairs:
a pattern, and what to do with the lines that match. Fields are \`$1\`, \`$2\` and so on. That is nearly all.

\`\`\`sh
# sum the third column for each name in the first
awk '{ sum[$1] += $3 } END { for (n in sum) print n, sum[n] }' hours.txt
\`\`\`

## What to remember

- no pattern means every line; no action means print it
- variables begin empty, and empty counts as zero
- \`-F,\` splits at commas, until a quoted comma proves you wrong

When you need a fourth rule, it has become a program. Write it in something else, gladly.`,
  },
  {
    title: "bisect remembers what you forgot",
    summary: "A thousand commits, ten questions, one culprit.",
    author: "wren",
    tags: ["tools", "craft"],
    body: `It worked in March. It does not now. In between lie a thousand commits, and you wrote half of them. Binary
search needs ten questions to find the one that did it, and git will ask them for you:

\`\`\`sh
git bisect start HEAD v2.3
git bisect run npm test -- slugs
git bisect reset
\`\`\`

The command may be any script: exit 0 for good, 1 for bad, 125 for "cannot tell, skip it". Then make tea.

The tool is strict about one thing, and rightly so. If half the commits in your history do not build, most of
its answers will be "skip". Small commits that work are a present to the person who bisects, and that person
is usually you.`,
  },
  {
    title: "Notes toward a text editor",
    summary: "How do you store a text that somebody is typing into? Three answers so far.",
    author: "tomas",
    tags: ["tools"],
    status: "draft",
    body: `A string is the obvious way to keep a document, and the wrong one: every key pressed at the top moves
everything below it. Three old answers:

- **Gap buffer.** One array with a hole where the cursor is. Typing fills the hole, moving the cursor moves
  it. Emacs has done this for decades.
- **Rope.** A tree of short strings. Nothing is cheap, nothing is terrible.
- **Piece table.** The file is never touched; edits go to a second buffer, and a list says which piece comes
  next. Undo is almost free. VS Code moved to a tree of pieces in 2018.

Next: measure all three with a real day of typing, and not with a benchmark that inserts at random.`,
  },
];
