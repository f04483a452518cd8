import { instant, signedIn } from "./account.ts";

const accessToken = "eyJhbGciOiJFZERTQSIsInR5cCI6ImF0K2p3dCJ9.eyJpc3Mi…";
export const refreshed = {
  accessToken,
  refreshToken: "rt_01890a5d-ac96-774b-bcce-b302099a8057.1.mhhxvyo0…",
  expiresIn: 300,
  expiresAt: "2026-11-09T09:30:00.000Z",
};

const signingKey = {
  kid: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
  state: "next",
  signsFrom: "2026-11-02T09:40:00.000Z",
  createdAt: instant,
};
const deviceRequest = {
  clientName: "tenon on ada-laptop",
  scopes: ["post:create", "post:update"],
  all: false,
  ip: "203.0.113.7",
  userAgent: "tenon/0.1.0 (linux; Node v26.10.0)",
  createdAt: instant,
  expiresAt: "2026-11-02T09:40:00.000Z",
};

export const tokenExamples = {
  accessToken: {
    search: {
      request: { audience: "https://search.example.com", scopes: ["post:read"] },
      response: {
        accessToken,
        expiresAt: "2026-11-02T09:35:00.000Z",
        expiresIn: 300,
        audience: "https://search.example.com",
        scopes: ["post:read"],
      },
    },
  },
  refresh: { next: { request: { refreshToken: refreshed.refreshToken.replace(".1.", ".0.") }, response: refreshed } },
  deviceStart: {
    cli: {
      request: { clientName: deviceRequest.clientName },
      response: {
        deviceCode: "dc_yhd3vqbw5p2mzk…",
        userCode: "BCDF-GHJK",
        verificationUri: "https://api.example.com/device",
        expiresAt: deviceRequest.expiresAt,
        expiresIn: 600,
        interval: 5,
      },
    },
  },
  deviceClaim: { cli: { request: { userCode: "BCDF-GHJK" }, response: deviceRequest } },
  devicePoll: { approved: { request: { deviceCode: "dc_yhd3vqbw5p2mzk…" }, response: signedIn } },
  listSigningKeys: { keys: { response: { items: [{ ...signingKey, state: "present" }] } } },
  rotateSigningKey: { soon: { request: {}, response: signingKey } },
};
