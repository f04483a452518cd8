import type { SeedPost } from "./types.ts";

export const booksPosts: SeedPost[] = [
  {
    title: "Sixty-six characters",
    summary: "The oldest number in layout, and the CSS unit that nearly gives it to you.",
    author: "priya",
    tags: ["typography", "reading"],
    body: `Robert Bringhurst puts it in one sentence: anything from 45 to 75 characters is a satisfactory line for a
single column, and 66 is widely regarded as ideal. Longer, and the eye loses its way back to the next line.
Shorter, and it never settles.

On the web there seems to be a unit for it:

\`\`\`css
article {
  max-width: 60ch;
  line-height: 1.5;
}
\`\`\`

Note that it says 60 and not 66. One \`ch\` is the width of the digit zero, and in most text faces a zero is
wider than the average letter. A box of 66ch holds nearer eighty characters. Count a line by hand once, and
adjust.`,
  },
  {
    title: "Hyphen, dash, dash",
    summary: "Three short lines with three different jobs.",
    author: "jonas",
    tags: ["typography", "editing"],
    body: `They are the same stroke in three lengths, and the typewriter, having one key to spare, made us forget it.

- The **hyphen** (-) joins words: *well-known*, *mother-in-law*.
- The **en dash** (–) spans: *1939–1945*, *pages 12–17*, *the Paris–Lyon line*. British books also put it,
  between spaces, where an American would use an em dash.
- The **em dash** (—) interrupts—like this—or attributes a quotation.

The minus sign (−) is a fourth one. It sits at the height of the plus, and looks wrong only when you have used
a hyphen for it in a table.`,
  },
  {
    title: "The ampersand was a letter",
    summary: 'How "and per se and" became a word.',
    author: "tomas",
    tags: ["typography", "history"],
    body: `The sign & is the Latin *et*, written quickly. On a wall in Pompeii the two letters already lean together, and
in many italics you can still see the E and the t.

For a long time it closed the alphabet. Children in the early nineteenth century recited: X, Y, Z, and, *per
se*, *and*. The *per se*, "by itself", was said of any letter that is a word on its own, as A and I are. Say
it fast, thirty pupils at once, and it comes out as *ampersand*. By the 1830s it was in print.`,
  },
  {
    title: "Marginalia",
    summary: "The most productive margin in mathematics was too small.",
    author: "admin",
    tags: ["reading", "writing", "history"],
    body: `Around 1637 Pierre de Fermat wrote in his copy of Diophantus that he had found a truly marvellous proof, which
this margin was too narrow to contain. The copy is lost. We know the note because his son printed it in 1670.
The proof took until the 1990s, and ran to more than a hundred pages.

Few of us will annoy mathematicians for three and a half centuries, but a pencil still makes a better reader.

## Four marks

- a line: well said
- a question mark: really?
- an arrow: see also
- a cross: I have met this person

On paper, in pencil, and never in a library book.`,
  },
  {
    title: "The rule of fifty",
    summary: "Permission to stop, from a librarian.",
    author: "priya",
    tags: ["reading"],
    body: `Nancy Pearl, a librarian in Seattle, is often asked how long one owes a book. Her answer: give it fifty pages.
If you do not care by then what happens, close it, with her blessing.

There is an appendix. Past the age of fifty, subtract your age from one hundred, and the result is your limit,
for time is getting shorter and the shelf is not. At eighty you owe twenty pages. At a hundred you may, she
says, judge a book by its cover.`,
  },
  {
    title: "A paper in three passes",
    summary: "Five minutes, one hour, or the whole afternoon: decide after each.",
    author: "tomas",
    tags: ["reading", "history"],
    body: `I used to read papers from the first line to the last, and fell asleep in section three. Then somebody gave me
S. Keshav's *How to Read a Paper*, two pages from 2007.

1. **Five minutes.** Title, abstract, introduction, headings, conclusion. Skim the references for old friends.
   Most papers end here, and should.
2. **An hour.** Figures and argument, but not the proofs. Afterwards you can tell a colleague what it says.
3. **An afternoon.** Re-create it: with the same assumptions, would *you* have done this?

[It is here](https://doi.org/10.1145/1273445.1273458), and one pass will do. The real gift is the permission
to stop, on purpose, and to know how far you got.`,
  },
  {
    title: "Rereading is another book",
    summary: "You have changed the edition simply by getting older.",
    author: "wren",
    tags: ["reading"],
    body: `"Curiously enough, one cannot read a book: one can only reread it," Nabokov told his students. The first time,
he said, the very work of moving the eyes from left to right, learning who is who and where, stands between us
and the thing itself.

I reread *Middlemarch* every few years. At twenty it was about Dorothea, and Casaubon was a villain. At
thirty-five he had become a man with an unfinishable project and too many index cards, and I had to put the
book down for a moment.

Not a word had moved. A shelf of new books tells you about the world. A book that you know tells you how far
you have walked.`,
  },
];
