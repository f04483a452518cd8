import { id, instant, me, signedIn } from "./account.ts";
import { refreshed } from "./tokens.ts";

const provider = { id: "github", name: "GitHub" };
const startedFlow = { url: "https://github.com/login/oauth/authorize?client_id=Iv1.8a61f9b3a7aba766&state=Xy3…" };
const finished = { ...signedIn, token: null, outcome: "signed-in", returnTo: "https://app.example.com/" };

export const identityExamples = {
  listProviders: { both: { response: { items: [provider, { id: "google", name: "Google" }] } } },
  startFlow: { github: { response: startedFlow } },
  startLink: { github: { request: { provider: "github", returnTo: "/settings" }, response: startedFlow } },
  finishFlow: {
    cookie: {
      summary: "With a session cookie",
      request: { state: "Xy3…", code: "4/0AX4…", iss: "https://accounts.google.com" },
      response: finished,
    },
    tokens: {
      summary: "With an access token and a refresh token",
      request: { state: "Xy3…", code: "4/0AX4…", iss: "https://accounts.google.com", mode: "tokens" },
      response: { ...finished, ...refreshed },
    },
  },
  listIdentities: {
    github: {
      response: {
        items: [
          { id, provider: "github", providerName: "GitHub", email: me.email, createdAt: instant, lastUsedAt: instant },
        ],
      },
    },
  },
};
