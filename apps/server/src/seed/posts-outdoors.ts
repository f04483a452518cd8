import type { SeedPost } from "./types.ts";

export const outdoorsPosts: SeedPost[] = [
  {
    title: "An hour without a destination",
    summary: "The only rule: turn where you have not turned before.",
    author: "wren",
    tags: ["walking"],
    body: `Once a week I walk for an hour with no aim. Half an hour out, half an hour back, and at every corner the way
that I know less well. I have lived here for six years, and last Thursday there was a canal.

Leave the phone in a deep pocket. Being slightly lost, in a place where nothing can go wrong, is a pleasure
that we have nearly engineered away.`,
  },
  {
    title: "Naismith's rule",
    summary: "How long will it take? A mountaineer's answer from 1892, in one line of code.",
    author: "jonas",
    tags: ["walking", "history", "tools"],
    body: `William Naismith, a founder of the Scottish Mountaineering Club, came down from a long day in 1892 and noted a
simple formula: an hour for every three miles on the map, and another hour for every 2,000 feet of ascent.

In round metric numbers:

\`\`\`ts
const hours = (km: number, climbM: number) => km / 5 + climbM / 600;

hours(14, 900); // 4.3
\`\`\`

It allows for no lunch, no mud and no children. Everybody who uses it has a private factor, and mine is 1.3.
But the shape is right, and it has outlived better-dressed models, because you can do it on your fingers in
the rain.`,
  },
  {
    title: "Marcher pour penser",
    summary: "Rousseau ne pouvait réfléchir assis. Essayons debout.",
    author: "admin",
    tags: ["walking", "reading", "writing"],
    body: `« La marche a quelque chose qui anime et avive mes idées : je ne puis presque penser quand je reste en place
», écrit Rousseau au quatrième livre des *Confessions*. Il n'est pas le seul. Nietzsche se méfiait de toute
idée venue en chambre, et Wordsworth composait à voix haute sur les chemins, au grand étonnement des voisins.

Je fais l'expérience depuis l'été. Une question le matin, une seule, formulée avant la porte. Une heure de
marche, sans écouteurs. Au retour, trois lignes dans un carnet, avant le café.

La réponse ne vient pas toujours. Mais la question rentre presque toujours plus petite qu'elle n'était sortie.`,
  },
  {
    title: "Desire paths",
    summary: "The lawn has been keeping a log of what people want.",
    author: "tomas",
    tags: ["walking", "craft"],
    body: `A desire path is the brown line across the grass where the paved way makes a detour. Planners have two
schools. One puts up a small fence. The other waits for a winter, looks at where the feet have gone, and paves
*that*. More than one university campus is said to have been laid out this way.

Software has lawns too. The export that everyone runs on the first of the month, only to delete two columns.
The wiki page whose only content is a link. The bookmark that goes straight to page four of the form.

None of these people filed a request. They walked. It pays to look at the grass now and then, before ordering
the fence.`,
  },
  {
    title: "Compost is a slow editor",
    summary: "Brown to green, draft to essay: the heap knows the ratio.",
    author: "wren",
    tags: ["gardens", "editing", "writing"],
    body: `A heap of nothing but grass clippings turns into slime. A heap of nothing but straw just sits there. It wants
both, something like twenty-five to thirty parts of carbon to one of nitrogen, which in practice means rather
more brown stuff than you have saved.

My notes behave alike. The green ones are ideas, wet and quick. The brown ones are facts, dates and other
people's sentences. Ideas alone collapse overnight. Facts alone never warm up.

So I pile them in one place, turn them every few weeks, and keep out the cooked food. Most of it vanishes.
What is left at the bottom is dark, crumbly and not much, and everything grows in it.`,
  },
  {
    title: "Three kinds of slug",
    summary: "The one in the lettuce, the one in the press, and the one in your address bar.",
    author: "wren",
    tags: ["gardens", "typography", "history"],
    body: `The first eats hostas and works at night.

The second is metal. A Linotype machine, from 1886 on, cast a whole line of text in one go, and that line was
called a *slug*. The thicker strips of lead that printers set between lines had the name as well. In the
newsroom the word came to mean the short label that a story carried through production: \`flood-2\`,
\`mayor-budget\`.

The third is that same label in a URL. Django, a web framework that was born at a newspaper in Kansas, did
much to make it popular.

The family resemblance is real: all three are short, travel along the bottom of things, and leave a trace.`,
  },
  {
    title: "What the ha-ha is for",
    summary: "A wall that you cannot see until you are about to fall over it.",
    author: "jonas",
    tags: ["gardens", "history"],
    body: `Stand at the window of an English country house and the lawn runs on, without a break, into the meadow and its
cows. The cows do not come in. Between you and them is a ha-ha: a ditch, with a wall on the near side that
ends at the level of the grass.

The device is French. Dezallier d'Argenville described it in 1709, and explained that it surprises the eye and
makes one cry "Ah! Ah!" Horace Walpole later praised it as the stroke that freed the garden from its walls.

I think of it as interface design. The boundary is firm, the cow is not deceived, and only the person who was
never going to cross it is spared the sight.`,
  },
  {
    title: "Tomatoes, a confession",
    summary: "Eleven plants, one balcony, four tomatoes.",
    author: "admin",
    tags: ["gardens", "cooking"],
    status: "draft",
    body: `I had read everything. I sowed in March on the windowsill, pricked out, hardened off, and spoke to them
kindly. In July I owned eleven dark green plants as tall as a cupboard, and four tomatoes.

The diagnosis took an allotment neighbour some six seconds: too much nitrogen. Given plenty of it, a tomato
plant sees no reason to think about the next generation, and goes on making leaves. Ease off, and choose a
feed with more potassium once the first flowers open.

There is a point in this about comfort and productivity. I would like to find it before I publish.`,
  },
];
