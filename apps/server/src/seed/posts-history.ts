import type { SeedPost } from "./types.ts";

export const historyPosts: SeedPost[] = [
  {
    title: "The moth was not the first bug",
    summary: "What the most famous page in computing really says.",
    author: "jonas",
    tags: ["history", "writing"],
    body: `On 9 September 1947 the operators of the Harvard Mark II found a moth in relay 70 of panel F. They taped it
into the logbook and wrote: "First actual case of bug being found."

Look at the word *actual*. It is a joke, and it works only if "bug" was an old word for a fault. It was.
Thomas Edison used it in a letter of 1878 for the "little faults and difficulties" that appear once an
invention has been thought of and has to be made to run.

So the moth did not give us the term. It gave us something rarer: a log entry that people still enjoy reading.
[The page is in the Smithsonian](https://americanhistory.si.edu/collections/search/object/nmah_334663), moth
included.`,
  },
  {
    title: "Note G",
    summary: "Ada Lovelace's footnotes were longer than the article.",
    author: "admin",
    tags: ["history", "reading"],
    body: `In 1843 Ada Lovelace translated a French article on Charles Babbage's Analytical Engine, which had been
designed and was never built. She added notes, A to G. Together they were more than twice as long as the
article.

Note G sets out, step by step, how the engine would compute the Bernoulli numbers: a table of operations, with
variables that change and a group of steps that repeats. Historians argue over how much of it was Babbage's.
Nobody disputes whose sentences these are: "The Analytical Engine has no pretensions whatever to *originate*
anything. It can do whatever we *know how to order it* to perform."

There was also an error in the table: a fraction upside down. The first published program shipped with a bug,
and the machine shipped not at all.`,
  },
  {
    title: "The six who programmed ENIAC",
    summary: "No manual, no language, thousands of switches.",
    author: "wren",
    tags: ["history", "craft"],
    body: `Kathleen McNulty, Jean Jennings, Betty Snyder, Marlyn Wescoff, Frances Bilas and Ruth Lichterman were working
as human "computers", calculating artillery tables, when the army chose them in 1945 to program a machine.
There was no manual. At first they were not even cleared to enter its room, and learned it from wiring
diagrams.

Programming meant cables and switches, and planning each pulse in advance. For the public demonstration in
February 1946, Jennings and Snyder prepared a trajectory that ENIAC worked out faster than the shell would
have flown.

The newspapers admired the machine. The programmers were not invited to the dinner afterwards, and for decades
people who saw the photographs took them for models.`,
  },
  {
    title: "Eighty columns",
    summary: "Why your linter cares about the size of a card from 1928.",
    author: "priya",
    tags: ["history", "typography", "tools"],
    body: `In 1928 IBM brought out a punched card with narrow rectangular holes, which made room for 80 columns where
there had been 45. It was such a success that people simply called it the IBM card.

One card held one line of a program. When terminals replaced cards they kept the width, so that the old
records would fit on the screen; the VT100 of 1978 showed 80 by 24. Then the style guides copied the
terminals.

The odd thing is that the number does not seem absurd. Take off the indentation, and the text of an 80-column
line is close to the 66 characters that typographers like. We kept the limit for the wrong reason, and it was
roughly right.`,
  },
];
