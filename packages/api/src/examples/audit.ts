import { id, instant, user } from "./account.ts";

const auditEvent = {
  id: "01890a5d-ac96-774b-bcce-b302099a8062",
  seq: 1815,
  at: instant,
  action: "account.role-changed",
  outcome: "success",
  actor: { id: "01890a5d-ac96-774b-bcce-b302099a8063", username: "root" },
  impersonator: null,
  subject: { id, username: user.username },
  target: null,
  ip: "192.0.2.1",
  userAgent: "curl/8.5.0",
  requestId: "req-5f2b8c1e",
  sessionId: "01890a5d-ac96-774b-bcce-b302099a8064",
  meta: { from: "user", to: "editor" },
};

const dataExport = {
  id: "01890a5d-ac96-774b-bcce-b302099a8065",
  status: "running",
  size: null,
  sha256: null,
  url: null,
  createdAt: instant,
  readyAt: null,
  expiresAt: "2026-11-09T09:30:00.000Z",
};

/** What was done, and all that is kept. */
export const auditExamples = {
  listAudit: { page: { response: { items: [auditEvent], nextCursor: null } } },
  verifyAudit: {
    intact: { summary: "Nothing found", response: { rows: 1815, seq: 1815, faults: [], nextCursor: null } },
    tampered: {
      summary: "A row was removed",
      response: {
        rows: 1814,
        seq: 1815,
        faults: [{ kind: "missing", seq: 1790, until: 1790, id: null }],
        nextCursor: null,
      },
    },
  },
  listActivity: {
    page: {
      response: {
        items: [
          {
            id: auditEvent.id,
            at: instant,
            action: "session.started",
            outcome: "success",
            by: "nobody",
            ip: auditEvent.ip,
            userAgent: auditEvent.userAgent,
            sessionId: null,
          },
        ],
        nextCursor: null,
      },
    },
  },
  exportMe: { running: { response: dataExport } },
  latestExport: {
    ready: {
      response: {
        ...dataExport,
        status: "ready",
        size: 48_213,
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        url: "https://api.example.com/api/v1/me/export/content",
        readyAt: instant,
      },
    },
  },
};
