import type { SeedPost } from "./types.ts";

export const writingPosts: SeedPost[] = [
  {
    title: "Cut the first paragraph",
    summary: "Most drafts clear their throat before they speak. Let them, and then delete it.",
    author: "admin",
    tags: ["writing", "editing"],
    body: `Most drafts begin with the writer warming up: a definition, a weather report, a promise of what is to come. It
was useful, because it got the pen moving. It is of no use to the reader.

Try this on the next one:

1. Cover the first paragraph with your hand.
2. Read from the second.
3. If nothing is missing, delete what your hand was covering.

It works more often than it should. When something *is* missing, it is usually one fact, and a fact can move.
Newspapers call hiding it "burying the lede"; the odd spelling is said to have kept the word apart from the
lead in which type was cast.`,
  },
  {
    title: "Read it aloud to a wall",
    summary: "The ear catches what the eye forgives.",
    author: "priya",
    tags: ["writing", "editing"],
    body: `The eye is a generous editor. It supplies the missing "not", skips the doubled "the the", and never runs out
of breath. The ear is stricter.

Read the draft aloud, at the pace of somebody explaining it to a friend. Mark three things without stopping:

- where you stumbled: the sentence has a knot in it
- where you breathed in the middle: it is too long
- where you were bored: you know what to do

An audience is not needed. A wall will do, and it never says that it liked the ending.`,
  },
  {
    title: "A style sheet for one",
    summary: 'Decide "email" or "e-mail" once, write it down, and think about something else.',
    author: "wren",
    tags: ["writing", "editing", "craft"],
    body: `Copy editors keep a style sheet for each book: a page that records every small decision, so that page 300
agrees with page 3. A blog, a README or a thesis deserves one too.

## What goes in

- spellings with two right answers: *email*, *judgement*, *grey*
- numbers: words up to nine, figures from 10
- names of things: is it a post, an article or an entry?
- whether the last item of a list gets its comma

Mine has forty lines after four years. Each of them was an argument once, if only with myself, and none has
been an argument twice.`,
  },
  {
    title: "The semicolon deserves better",
    summary: "Five hundred years old, blamed for everything, and still the best pause in the box.",
    author: "jonas",
    tags: ["writing", "typography", "history"],
    body: `The semicolon was cut in Venice in the 1490s by Francesco Griffo for the printer Aldus Manutius, and made its
entrance in Pietro Bembo's *De Aetna*, a small book about climbing a volcano. It was meant for a pause longer
than a comma and shorter than a colon. Nobody has improved on that.

Its modern reputation is poor. Kurt Vonnegut said that all it does is show you have been to college. Yet try
to do without it here: *The rain stopped; we stayed anyway.* A full stop makes two facts of it, a comma makes
a mistake, and "but" explains the joke.

Use it where the second half leans on the first. If the halves can stand alone, let them.`,
  },
  {
    title: "Write the error message first",
    summary: "If you cannot say what went wrong, the code probably cannot either.",
    author: "priya",
    tags: ["writing", "tools"],
    body: `Before writing a function that can fail, I write the sentence that its user will read when it does. It is a
cheap design review.

\`\`\`text
before  Error: invalid configuration
after   config.json, line 12: "port" is 80800; a port is at most 65535
\`\`\`

The second message makes demands. The parser has to keep line numbers. The check has to know the limit, and
which key it was looking at. All of that is easy to build on the first day and miserable to add in the third
year.

A good message says **what** was found, **where**, and **what would have been right**. Blame is optional.
Leave it out.`,
  },
  {
    title: "A changelog is a letter",
    summary: "Somebody will read it with a broken build and five minutes. Write to them.",
    author: "admin",
    tags: ["writing", "craft"],
    body: `A commit log is a diary: it says what we did all day. A changelog is a letter: it says what has changed for
*you*. The same work reads quite differently in each.

"Refactor date handling" belongs in the diary. The letter says: "Dates without a time zone are now read as
UTC. If you relied on local time, pass \`zone\`." It begins with what breaks, names the version, and offers the
way out.

The conventions collected at [Keep a Changelog](https://keepachangelog.com) are worth the five minutes. Its
motto is hard to improve: don't let your friends dump git logs into changelogs.`,
  },
  {
    title: "Kürzen heißt zuhören",
    summary: "Warum der kürzere Text meistens der höflichere ist.",
    author: "jonas",
    tags: ["writing", "editing"],
    body: `»Ich habe diesen Brief nur deshalb länger gemacht, weil ich nicht die Muße hatte, ihn kürzer zu machen.« Das
schrieb Blaise Pascal 1656 in seinem sechzehnten Provinzialbrief, und seither wird der Satz Goethe, Mark Twain
und jedem anderen zugeschrieben, der je zu viel geschrieben hat.

Kürzen ist kein Verstümmeln. Wer kürzt, hört dem Text zu, bis er hört, was der Text will. Der Rest geht von
selbst:

- Füllwörter: *eigentlich*, *gewissermaßen*, *im Grunde*
- Sätze, die ankündigen, was der nächste Satz sagt
- das zweite Beispiel, wenn das erste saß

Was danach übrig bleibt, ist selten alles, aber fast immer genug.`,
  },
  {
    title: "On deadlines",
    summary: "Half an essay on why the date helps, to be finished by a date.",
    author: "jonas",
    tags: ["writing", "craft"],
    status: "draft",
    body: `"I love deadlines," said Douglas Adams. "I like the whooshing sound they make as they fly by." It is a good
joke, and he had earned it: his publisher is said to have locked him in a hotel suite for three weeks to get a
novel out of him.

Still, I want to argue the other side: a date is the only editor that a first draft respects.

To do:

- find the Parkinson essay (*The Economist*, 1955)
- a counter-example: Darwin waited some twenty years
- an ending`,
  },
];
