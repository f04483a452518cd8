import { expect, test } from "vitest";
import { serve } from "./serve.ts";

test("the classic scenario: two people register, write, read, follow, favorite, comment and tidy up", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  const jake = { username: "Jake", email: "jake@jake.example", password: "jakejake" };

  const registered = await call("POST /users", { body: { user: jake } });
  expect(registered.status).toBe(201);
  expect(registered.json).toEqual({
    user: { email: jake.email, username: "Jake", bio: "", image: "", token: expect.any(String) as string },
  });
  const login = await call("POST /users/login", { body: { user: { email: jake.email, password: jake.password } } });
  const { token } = login.json.user;
  expect((await call("GET /user", { token })).json).toEqual({ user: { ...login.json.user, token } });

  const changed = await call("PUT /user", {
    token,
    body: { user: { bio: "I work", image: "https://x.example/j.png" } },
  });
  expect(changed.json.user).toEqual({ ...login.json.user, bio: "I work", image: "https://x.example/j.png" });

  const celeb = await conduit.join("celeb_1");
  const article = {
    title: "How to train your dragon",
    description: "Ever wonder how?",
    body: "You *have* to believe",
    tagList: ["dragons", "training"],
  };
  const created = await call("POST /articles", { token: celeb, body: { article } });
  expect(created.status).toBe(201);
  const { slug } = created.json.article;
  expect(created.json.article).toEqual({
    ...article,
    slug: "how-to-train-your-dragon",
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    updatedAt: created.json.article.createdAt,
    favorited: false,
    favoritesCount: 0,
    author: { username: "celeb_1", bio: "", image: "", following: false },
  });

  expect((await call("GET /articles/feed", { token })).json).toEqual({ articles: [], articlesCount: 0 });
  const followed = await call("POST /profiles/celeb_1/follow", { token });
  expect(followed).toMatchObject({ status: 200, json: { profile: { username: "celeb_1", following: true } } });
  const feed = await call("GET /articles/feed", { token });
  expect(feed.json.articlesCount).toBe(1);
  expect(feed.json.articles).toEqual([{ ...created.json.article, body: undefined, author: followed.json.profile }]);

  const favorite = await call(`POST /articles/${slug}/favorite`, { token });
  expect(favorite.json.article).toMatchObject({ favorited: true, favoritesCount: 1, author: { following: true } });
  expect((await call("GET /articles?favorited=Jake")).json.articlesCount).toBe(1);
  expect((await call(`GET /articles/${slug}`)).json.article).toMatchObject({ favorited: false, favoritesCount: 1 });
  const unfavorite = await call(`DELETE /articles/${slug}/favorite`, { token });
  expect(unfavorite).toMatchObject({ status: 200, json: { article: { favorited: false, favoritesCount: 0 } } });

  const comment = await call(`POST /articles/${slug}/comments`, { token, body: { comment: { body: "Thank you" } } });
  expect(comment.status).toBe(200);
  expect(comment.json.comment).toEqual({
    id: expect.any(Number) as number,
    body: "Thank you",
    createdAt: expect.any(String) as string,
    updatedAt: expect.any(String) as string,
    author: { username: "Jake", bio: "I work", image: "https://x.example/j.png", following: false },
  });
  expect((await call(`GET /articles/${slug}/comments`)).json).toEqual({ comments: [comment.json.comment] });
  const { id } = comment.json.comment;
  expect(await call(`DELETE /articles/${slug}/comments/${id}`, { token })).toMatchObject({ status: 204, text: "" });
  expect((await call(`GET /articles/${slug}/comments`)).json).toEqual({ comments: [] });

  const updated = await call(`PUT /articles/${slug}`, { token: celeb, body: { article: { body: "With two hands" } } });
  expect(updated.json.article).toMatchObject({ slug, body: "With two hands", tagList: ["dragons", "training"] });
  expect((await call("GET /tags")).json.tags.toSorted()).toEqual(["dragons", "training"]);

  const unfollowed = await call("DELETE /profiles/celeb_1/follow", { token });
  expect(unfollowed).toMatchObject({ status: 200, json: { profile: { following: false } } });
  expect((await call(`DELETE /articles/${slug}`, { token: celeb })).status).toBe(204);
  expect((await call(`GET /articles/${slug}`)).status).toBe(404);
  expect((await call("GET /articles")).json).toEqual({ articles: [], articlesCount: 0 });
  expect((await call("GET /tags")).json).toEqual({ tags: [] });
});
