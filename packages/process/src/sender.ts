import { z } from "zod";

const form = /^(?:"?([^"<>\p{Cc}]*?)"?\s*<([^<>]+)>|([^<>]+))$/u;

/** Whom mail is from, of `Name <address>` or an address alone; undefined for anything else. */
export function readSender(value: string): { name: string; address: string } | undefined {
  const [, name = "", inBrackets, alone] = form.exec(value.trim()) ?? [];
  const address = z.email().safeParse(inBrackets ?? alone);
  return address.success ? { name: name.trim(), address: address.data } : undefined;
}
