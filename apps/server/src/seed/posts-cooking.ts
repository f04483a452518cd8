import type { SeedPost } from "./types.ts";

export const cookingPosts: SeedPost[] = [
  {
    title: "Bread is a clock",
    summary: "Four ingredients, one of which is time.",
    author: "admin",
    tags: ["cooking", "craft"],
    body: `A plain loaf is flour, water, salt and yeast, and the recipe is really a timetable. Bakers write it in
percentages of the flour, so that it fits any bowl:

- flour 100 %
- water 70 %
- salt 2 %
- dry yeast 0.3 %

Mix it in the evening until no dry flour is left. Leave it covered overnight; the gluten will arrange itself
while you sleep. Shape it in the morning, let it rise for an hour, and bake it in a lidded pot in the hottest
oven you have.

Use less yeast and it takes longer and tastes better. Use more and it is done by lunch. You are not making
bread so much as setting an alarm.`,
  },
  {
    title: "The onion takes forty minutes",
    summary: "A small inquiry into the most common lie in recipe books.",
    author: "priya",
    tags: ["cooking", "writing"],
    body: `"Cook the onions until deep brown and sweet, about ten minutes." No. In ten minutes an onion is soft and
faintly gold. Brown takes forty, on low heat, with some patience and a spoonful of water whenever the pan
looks worried.

Why do recipes say it? I suspect the editor and not the cook. A dish with "45 minutes" in its header is
skipped, and one with "20" gets made, so the time went out of the total and into your evening.

Anyone who writes instructions can learn from this. A number that is wrong by a factor of four does not make
the task shorter. It makes the reader think that *they* are slow.`,
  },
  {
    title: "El sofrito no tiene prisa",
    summary: "Cebolla, tomate, aceite y media hora que nadie te puede quitar.",
    author: "tomas",
    tags: ["cooking", "craft"],
    body: `Casi todo lo que cocinaba mi abuela empezaba igual: aceite de oliva, una cebolla picada muy fina y el fuego
bajo. El ajo llegaba después, porque se quema antes. El tomate rallado, al final, cuando la cebolla ya estaba
transparente y dulce.

Luego se espera. El sofrito está listo cuando el tomate ha perdido el agua y el aceite vuelve a asomar por los
bordes. No hay otra señal, y el reloj no ayuda.

- una cebolla grande
- dos dientes de ajo
- tres tomates maduros
- aceite, sal y media hora

Haz el doble y congela la mitad. Tu yo del jueves te lo agradecerá.`,
  },
  {
    title: "Mise en place",
    summary: "What a kitchen knows about switching tasks.",
    author: "jonas",
    tags: ["cooking", "tools", "craft"],
    body: `Before service, a cook puts everything in its place: onions diced, herbs picked, sauce in the warm bain-marie,
cloth folded on the left. It looks like fuss. It is a way to make all decisions before the fire is on.

Programmers have the same problem at a lower temperature. Open the ticket, the failing test and the log
*before* you touch the code. Write down the three commands that you will need. Close what belongs to the last
dish.

The other half of the rule is less quoted: **clean as you go.** A station that is tidy only at eight in the
morning was never in order. It was merely unused.`,
  },
  {
    title: "Salt the beans",
    summary: "An old kitchen rule that is exactly the wrong way round.",
    author: "wren",
    tags: ["cooking"],
    body: `Never salt beans before they are soft, goes the rule, or they will stay hard. Try it side by side once and you
will stop believing it.

The skins of dried beans are held together by pectin, and the pectin by calcium and magnesium. In salted
water, sodium takes the place of some of these, and the skins soften. Beans that were soaked overnight in
brine, a generous tablespoon of salt to two litres of water, come out creamy and whole, and taste of something
besides bean.

What *does* keep them hard is acid, so hold back the tomatoes until the end. Hard water does too, and so does
age. A bean that was harvested before your last house move may never give in.`,
  },
  {
    title: "Dal on a Tuesday",
    summary: "Twenty-five minutes, one pot, one small pan, no shopping.",
    author: "priya",
    tags: ["cooking"],
    body: `Red lentils are the shortest distance between an empty fridge and a proper meal. They need no soaking and fall
apart on their own.

1. Rinse a cup of red lentils. Add three cups of water, half a teaspoon of turmeric, and salt.
2. Simmer for twenty minutes, and skim the foam.
3. In a small pan, heat a spoonful of ghee or oil. Cumin seeds first; when they crackle, sliced garlic and a
   dried chilli.
4. When the garlic is gold, tip everything into the lentils. It will hiss. That hiss is dinner.`,
  },
];
