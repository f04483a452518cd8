import type { SeedPost } from "./types.ts";

export const databasesPosts: SeedPost[] = [
  {
    title: "An index is a promise about order",
    summary: "Why the phone book helps with surnames and not with first names.",
    author: "tomas",
    tags: ["databases", "sql"],
    body: `A B-tree index is a sorted copy of some columns. All that it can do follows from *sorted*. It finds a value, a
range, a prefix, or the first ten, because they lie next to each other.

\`\`\`sql
create index on posts (author_id, published_at desc);
\`\`\`

This one answers "the newest posts by Ada" by reading a few neighbours. It does little for "the newest posts
by anybody", just as a phone book is little help in finding everyone called Maria.

So the question for an index is never "which columns do I filter by?" but "in which order would I want the
rows to lie?" Write the query first, then sort the shelf for it.`,
  },
  {
    title: "Cursors beat page numbers",
    summary: 'Page 2 is a moving target. "After this one" is not.',
    author: "priya",
    tags: ["databases", "sql", "craft"],
    body: `\`offset 40\` asks the database to find forty rows and throw them away. It also assumes that the world stands
still: when somebody publishes a post while you read page one, page two begins with a row that you have seen.

A cursor names the last row you saw, and continues from there:

\`\`\`sql
select id, title, published_at
from posts
where (published_at, id) < ($1, $2)
order by published_at desc, id desc
limit 20;
\`\`\`

The pair matters, because two posts may share an instant, and the \`id\` breaks the tie. With an index on both
columns, page one thousand costs what page one did. What you give up is the jump to page 37. Ask your readers
when they last wanted it.`,
  },
  {
    title: "NULL is not a value",
    summary: "It is a shrug, and shrugs do not compare.",
    author: "wren",
    tags: ["databases", "sql"],
    body: `In SQL, \`NULL\` means "unknown", and a comparison with something unknown is unknown. That is consistent, and it
bites:

\`\`\`sql
select 'found' where 1 not in (2, 3, null);
-- no rows
\`\`\`

Is 1 absent from that list? The database cannot say, since the unknown one might be 1. A \`where\` keeps only
what is true, and "cannot say" is not true.

## Three habits that help

- \`not exists\` where you were about to write \`not in\` with a subquery
- \`is not distinct from\` where two unknowns should count as equal
- \`not null\` on every column, until you can name what its absence would mean`,
  },
  {
    title: "What a transaction promises",
    summary: "Four letters, of which most people rely on one and a half.",
    author: "admin",
    tags: ["databases", "history"],
    body: `The acronym ACID was coined by Theo Härder and Andreas Reuter in 1983, building on work by Jim Gray, who had
described the transaction in terms of contracts: they hold for both sides or not at all.

Atomicity is the letter that we feel. Either both accounts change or neither. Isolation is the one that we
assume. In PostgreSQL the default level is *read committed*, where two doctors can each see that the other is
on call, and both sign off at the same moment. Nobody broke a lock; the rule was just never in one row.

If a rule spans rows, let the database hold it: a constraint, a row lock, or \`serializable\` and a retry. The I
in ACID is a dial. Check where yours is set.`,
  },
  {
    title: "Codd's quiet paper",
    summary: "Eleven pages from 1970 that most of us work inside every day.",
    author: "jonas",
    tags: ["databases", "history", "reading"],
    body: `"Future users of large data banks must be protected from having to know how the data is organized in the
machine (the internal representation)." So begins *A Relational Model of Data for Large Shared Data Banks*,
which Edgar F. Codd of IBM published in June 1970.

At the time, reading data meant walking it: from this record along that pointer to the next. Programs knew the
paths by heart, and broke when a path moved. Codd proposed to describe data as relations and to ask for *what*
is wanted, leaving the *how* to the machine.

It took a decade until products followed. [The paper](https://doi.org/10.1145/362384.362685) is still readable
in an afternoon, and its first sentence is still a fair test for any new database.`,
  },
  {
    title: "Delete is a business word",
    summary: 'When people say "delete", ask what they expect to find tomorrow.',
    author: "priya",
    tags: ["databases", "sql"],
    body: `Some mean *hide it from me*. Some mean *hide it from everyone, but let me change my mind*. A few, often with a
lawyer near by, mean *gone*. One column cannot serve all three, though \`deleted_at\` serves the second rather
well.

Its trap is uniqueness. A post in the bin should not keep its address for ever, and a partial index says just
that:

\`\`\`sql
create unique index on posts (slug) where deleted_at is null;
\`\`\`

Then decide who empties the bin, and when. A thirty-day rule that runs every night is a feature. A table in
which nothing has ever been deleted is a liability with good intentions.`,
  },
  {
    title: "Migrations without holding your breath",
    summary: "Change the schema while people use it: expand, move, contract.",
    author: "tomas",
    tags: ["databases", "sql", "craft"],
    body: `For a while during every deployment, old code and new code run side by side. A schema change has to suit both.
So renaming a column is not one step but several, each of them dull:

## The steps

1. **Expand.** Add the new column, nullable. Since PostgreSQL 11 even a constant default does not rewrite the
   table.
2. **Write both.** The new code fills both, and reads the old one.
3. **Backfill** in batches, a few thousand rows at a time.
4. **Read the new one.** Wait a release.
5. **Contract.** Drop the old column.

Large constraints go in the same spirit: \`add constraint … not valid\` first, \`validate constraint\` later,
since the second step lets people go on writing. And set a \`lock_timeout\`. A migration that gives up is far
better than one that queues in front of everybody.`,
  },
  {
    title: "Vacuum, explained to a gardener",
    summary: "Dead rows, dead leaves, and who carries them away.",
    author: "tomas",
    tags: ["databases", "gardens"],
    status: "draft",
    body: `PostgreSQL never edits a row in place. An update writes a new version and leaves the old one lying, because
somebody may still be looking at it. A delete only marks the row. By the end of a busy day the bed is full of
leaves.

Vacuum is the rake. It clears away versions that no running transaction can see, so that their space is used
again. It does not usually make the plot smaller; it makes room for new plants.

Hence the classic surprise: one forgotten transaction, open since Friday, may still want to see Friday's
leaves. Nobody may rake. *(Check the numbers in my notes; add a picture of the allotment.)*`,
  },
];
