import { instant, me, signedIn, user } from "./account.ts";
import { refreshed } from "./tokens.ts";

const recoveryCodes = ["A-7KQ2M-9X4TD-HH3PR", "B-0VX8C-TQ2ZN-4MWGE", "…"];
const mailed = { verify: "vt_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…", reset: "pr_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…" };
const session = {
  id: "01890a5d-ac96-774b-bcce-b302099a8062",
  kind: "cookie",
  current: true,
  secondFactor: false,
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: "2026-11-09T09:30:00.000Z",
  ip: "203.0.113.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};

const apiKey = {
  id: "01890a5d-ac96-774b-bcce-b302099a8063",
  name: "Nightly export",
  start: "ak_live_7k3v",
  scopes: ["post:read", "file:read"],
  allowedIps: ["203.0.113.0/24"],
  createdAt: instant,
  expiresAt: "2027-01-31T09:30:00.000Z",
  lastUsedAt: null,
};

/** Signing in, and what it takes. */
export const credentialExamples = {
  register: {
    cookie: {
      summary: "With a session cookie",
      request: { email: me.email, password: "correct horse battery", name: user.name },
      response: { ...signedIn, token: null },
    },
    bearer: {
      summary: "With a token to send",
      request: { email: me.email, password: "correct horse battery", name: user.name, mode: "bearer" },
      response: signedIn,
    },
  },
  login: {
    cookie: {
      summary: "With a session cookie",
      request: { email: me.email, password: "correct horse battery" },
      response: { ...signedIn, token: null },
    },
    bearer: {
      summary: "With a token to send",
      request: { email: me.email, password: "correct horse battery", mode: "bearer" },
      response: signedIn,
    },
    tokens: {
      summary: "With an access token and a refresh token",
      request: { email: me.email, password: "correct horse battery", mode: "tokens" },
      response: { ...signedIn, token: null, ...refreshed },
    },
  },
  loginMfa: {
    app: {
      summary: "With a code of the app",
      request: { challenge: "mf_9hTb2…", code: "492039", mode: "bearer" },
      response: signedIn,
    },
    recovery: {
      summary: "With a recovery code",
      request: { challenge: "mf_9hTb2…", recoveryCode: recoveryCodes[0] },
      response: { ...signedIn, token: null },
    },
  },
  passkeyOptions: {
    challenge: {
      response: { challenge: "d2FfTXl0…", timeout: 300_000, rpId: "app.example.com", userVerification: "required" },
    },
  },
  reauthenticate: {
    password: { summary: "With the password", request: { password: "correct horse battery" }, response: signedIn },
    app: { summary: "With a code of the app", request: { code: "492039" }, response: signedIn },
  },
  readMfa: { both: { response: { methods: ["code", "recoveryCode"], required: false, recoveryCodesLeft: 10 } } },
  startMfa: {
    app: {
      response: {
        secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        uri: "otpauth://totp/Tenon:ada%40example.com?issuer=Tenon&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30",
      },
    },
  },
  confirmMfa: {
    first: { request: { code: "492039" }, response: { token: null, expiresAt: signedIn.expiresAt, recoveryCodes } },
  },
  recoveryCodes: { codes: { response: { recoveryCodes } } },
  listPasskeys: {
    one: {
      response: {
        items: [
          {
            id: "01890a5d-ac96-774b-bcce-b302099a8062",
            name: "Ada's phone",
            backedUp: true,
            transports: ["internal", "hybrid"],
            createdAt: instant,
            lastUsedAt: null,
          },
        ],
      },
    },
  },
  mailedToken: { token: { request: { token: mailed.verify } } },
  forgotPassword: { address: { request: { email: me.email } } },
  resetPassword: { password: { request: { token: mailed.reset, password: "correct horse battery" } } },
  changePassword: {
    password: {
      request: { currentPassword: "correct horse battery", newPassword: "another long password" },
      response: { ...signedIn, token: null },
    },
  },
  changeEmail: { address: { request: { email: "ada@example.org" } } },
  listSessions: { mine: { response: { items: [session] } } },
  listApiKeys: { mine: { response: { items: [apiKey] } } },
  createApiKey: {
    reading: {
      summary: "For reading, from one network, for 90 days",
      request: { name: apiKey.name, scopes: apiKey.scopes, allowedIps: apiKey.allowedIps },
      response: { ...apiKey, secret: "ak_live_7k3v…" },
    },
  },
};
