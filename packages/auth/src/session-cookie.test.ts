import { expect, test } from "vitest";
import { createSessionCookie } from "./session-cookie.ts";
import { newSessionToken } from "./tokens.ts";

const cookie = createSessionCookie({ secure: true });
const token = newSessionToken();
const ours = `__Host-session=${token}`;

test.for([
  ["alone", ours],
  ["among others", `a=b; ${ours}; c=d`],
  ["without a space after the semicolon", `a=b;${ours};c=d`],
  ["between odd spaces", ` \t a=b ;  ${ours}  ;; ;`],
  ["beside another site's malformed cookie", `theirs=%E0%A4%A; ${ours}; %=%; =; x`],
  ["beside a cookie whose name ends like ours", `x__Host-session=evil; ${ours}`],
  ["beside a cookie whose name begins like ours", `__Host-session2=evil; ${ours}`],
  ["beside the name without a value", `__Host-session; ${ours}`],
  ["beside the cookie of plain http", `session=evil; ${ours}`],
] as const)("the token is read %s", ([, header]) => {
  expect(cookie.read(header)).toBe(token);
});

test.for([
  ["no header", undefined],
  ["an empty header", ""],
  ["an empty value", "__Host-session="],
  ["a name in other letters", ours.toLowerCase()],
  ["quotes", `__Host-session="${token}"`],
  ["percent encoding", "__Host-session=%73%73"],
  ["malformed percent encoding", "__Host-session=%E0%A4%A"],
  ["an equals sign in the value", `${ours}=`],
  ["a NUL", `${ours}\0`],
  ["a space inside", "__Host-session=a b"],
  ["other letters", "__Host-session=ä"],
  ["a value of another length than any token", `__Host-session=${"a".repeat(201)}`],
  ["two of our name", `${ours}; __Host-session=evil`],
  ["two of our name and one value", `${ours}; ${ours}`],
  ["one of our name inside another's value", `a=${ours}`],
] as const)("nobody is signed in by %s", ([, header]) => {
  expect(cookie.read(header)).toBeUndefined();
});

test("a huge header is read", () => {
  for (const header of [";".repeat(1e6), "=".repeat(1e6), " ".repeat(1e6), "a=b;".repeat(2e5)]) {
    expect(cookie.read(`${header}; ${ours}`)).toBe(token);
  }
});

test("the cookie cannot be read by scripts, nor sent over http or to other hosts", () => {
  const written = cookie.write(token, { expiresAt: new Date(Date.now() + 3_600_500), remember: true });

  expect(written).toBe(`${ours}; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax; Secure`);
  expect(cookie.read(written.split(";")[0])).toBe(token);
  expect(cookie.write(token, { expiresAt: new Date(0), remember: true })).toContain("; Max-Age=0;");
  expect(cookie.clear()).toBe("__Host-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure");
});

test("for plain http the cookie has another name and no Secure", () => {
  const plain = createSessionCookie({ secure: false });

  expect(plain.name).toBe("session");
  expect(plain.write(token, { expiresAt: new Date(Date.now() + 1500), remember: true })).toBe(
    `session=${token}; Max-Age=1; Path=/; HttpOnly; SameSite=Lax`,
  );
  expect(plain.read(`session=${token}`)).toBe(token);
  expect(plain.read(ours)).toBeUndefined();
});

test("a session that is not to be remembered goes with the browser", () => {
  const written = cookie.write(token, { expiresAt: new Date(Date.now() + 3_600_000), remember: false });

  expect(written).toBe(`__Host-session=${token}; Path=/; HttpOnly; SameSite=Lax; Secure`);
});

test("a cookie for a whole domain says so in its name, and is not taken for one of this host", () => {
  const shared = createSessionCookie({ secure: true, domain: "example.com" });

  expect(shared.write(token, { expiresAt: new Date(0), remember: true })).toBe(
    `__Secure-session=${token}; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure; Domain=example.com`,
  );
  expect(shared.clear()).toContain("; Domain=example.com");
  expect(shared.read(`__Host-session=${token}`)).toBeUndefined();
});
