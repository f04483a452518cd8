import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runTool } from "./run-tool.ts";
import type { Target } from "./target.ts";

/** All but nikto and wapp, whose lists come from the internet. */
const modules =
  "backup,blindsql,brute_login_form,buster,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,ssrf,xss,xxe";

/** Pages and calls that lead nowhere else: crawling alone would not find them. */
const starts = [
  "/",
  "/docs",
  "/problems",
  "/problems/rate-limited",
  "/dev/mail",
  "/device?user_code=BCDF-GHJK",
  "/account/verify-email?token=x",
  "/account/reset-password?token=x",
  "/account/confirm-email?token=x",
  "/account/revert-email?token=x",
  "/account/keep-account?token=x",
  "/account/unlock?token=x",
  "/account/forgot-password",
  "/mail/unsubscribe?token=x",
  "/auth/start/github?returnTo=/",
  "/auth/callback/github?code=1&state=2&iss=3",
  "/.well-known/jwks.json",
  "/api/v1/posts?limit=5&search=database&author=admin&tag=history&sort=newest",
  "/api/v1/posts/x",
  "/api/v1/users?limit=5&search=wren",
  "/api/v1/tags?limit=5",
  "/api/v1/audit?limit=5&action=session.created&outcome=success",
  "/api/v1/jobs?limit=5&name=mail.send",
  "/api/v1/me/activity?limit=5&from=2020-01-01T00:00:00Z",
  "/api/v1/me/sessions",
  "/api/v1/me/notifications?limit=5&unread=true",
  "/api/v1/feed?limit=5",
  "/api/v1/files?limit=5&kind=image",
  "/api/v1/webhooks?limit=5",
  "/api/v1/auth/oauth/github?returnTo=/settings&finish=server",
  "/trpc/posts.list?input=%7B%22json%22%3A%7B%22limit%22%3A5%7D%7D",
];

/**
 * No browser has the filter any more that the header would switch on. Forms of foreign pages are refused by what browsers say of
 * where they come from, not by a token (apps/server/src/http/origins.ts).
 */
const noFault = new Set(["X-XSS-Protection is not set", "Lack of anti CSRF token"]);

export type WapitiResult = { crawled: number; findings: string[] };

type Options = { folder: string; listener: string; authorization: Record<string, string> };

/** The pages and the API, signed in. */
export async function runWapiti({ url }: Target, { folder, listener, authorization }: Options): Promise<WapitiResult> {
  mkdirSync(folder, { recursive: true });
  const report = join(folder, "report.json");
  // It asks for brotli, which Debian's cannot read: no page would have a link or a form.
  const headers = Object.entries({ ...authorization, "Accept-Encoding": "identity" }).flatMap(([name, value]) => [
    "-H",
    `${name}: ${value}`,
  ]);
  const options = {
    "-u": `${url}/`,
    "--scope": "domain",
    "-m": modules,
    "-l": "2",
    "--max-scan-time": "180",
    "--max-attack-time": "60",
    "--max-links-per-page": "50",
    "-d": "4",
    "-t": "10",
    "--endpoint": listener,
    "--store-session": folder,
    "--store-config": folder,
    "-f": "json",
    "-o": report,
  };
  const switches = ["--flush-session", "--no-bugreport"];
  const args = [...starts.flatMap((start) => ["-s", url + start]), ...headers, ...Object.entries(options).flat()];
  const output = await runTool("wapiti", {
    args: [...args, ...switches],
    log: join(folder, "wapiti.log"),
    maxSeconds: 2400,
  });
  const { vulnerabilities, anomalies } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const findings = Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([name, all]) =>
    all.filter(({ info }) => !noFault.has(info)).map(({ method, path, info }) => `${name}: ${method} ${path} ${info}`),
  );
  const failed = output.match(/\[CRITICAL\] ended.*|Traceback.*/g) ?? [];
  const crawled = Number(/Wapiti found (\d+) URLs/.exec(output)?.[1] ?? 0);
  return { crawled, findings: [...findings, ...failed] };
}

/** Whether it finds the holes of the control, by reading a page and following its link. */
export async function findsControl(control: string, folder: string): Promise<boolean> {
  mkdirSync(folder, { recursive: true });
  const report = join(folder, "control.json");
  const kept = [
    "--store-session",
    join(folder, "control"),
    "--store-config",
    folder,
    "--flush-session",
    "--no-bugreport",
  ];
  const args = ["-u", control, "-m", "sql,xss", "-H", "Accept-Encoding: identity", ...kept, "-f", "json", "-o", report];
  await runTool("wapiti", { args, log: join(folder, "control.log"), maxSeconds: 120 });
  const { vulnerabilities } = JSON.parse(readFileSync(report, "utf8")) as Report;
  return ["SQL Injection", "Cross Site Scripting"].every((name) => (vulnerabilities[name]?.length ?? 0) > 0);
}

type Finding = { method: string; path: string; info: string };
type Report = {
  vulnerabilities: Record<string, Finding[]>;
  anomalies: Record<string, Finding[]>;
};
