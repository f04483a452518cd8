import { describe, expect, test } from "vitest";
import { reasonOf } from "../testing.ts";
import { sniffType } from "./sniff.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const sniff = (head: Uint8Array, said = "text/plain") => sniffType(head, said, "file");

describe("the type is that of the bytes", () => {
  test.each([
    ["GIF89a\x01\x00\x01\x00", "image/gif"],
    ["\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"],
    ["%PDF-1.7\n", "application/pdf"],
    ["PK\x05\x06" + "\0".repeat(18), "application/zip"],
    ["\xff\xfb\x90\x64" + "\0".repeat(200), "audio/mpeg"],
    ["\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "video/mp4"],
  ])("%j", async (head, mime) => {
    expect(await sniff(bytes(head), "text/csv")).toBe(mime);
  });
});

describe("text is what it is said to be", () => {
  test.each([
    ["a,b\n1,2", "text/csv", "text/csv"],
    ["a,b\n1,2", "image/png", "text/plain"],
    ["grüße, ελληνικά 🎉", "text/plain", "text/plain"],
    ["\ufeffwith a mark", "text/plain", "text/plain"],
    ["1 < 2, <3 and a < b", "text/plain", "text/plain"],
  ])("%j as %s", async (text, said, mime) => {
    expect(await sniff(Buffer.from(text), said)).toBe(mime);
  });

  test("a character that the end of the head has cut is no fault", async () => {
    expect(await sniff(Buffer.from("grüße 🎉").subarray(0, -2))).toBe("text/plain");
  });
});

describe("refused is", () => {
  test.each([
    "<html>",
    " \n\t<!DOCTYPE html>",
    "<!-- a --> <!-- b --><script>",
    "\ufeff<svg onload=alert(1)>",
    "<?xml version='1.0'?><svg/>",
    "</p><script>",
    "\0\0\0\0",
    "\x1b[2J\x08",
    "MZ\x90\0\x03",
    "\x7fELF\x02\x01\x01\0",
    "#!/bin/sh\n\xff\xfe",
    "{\\rtf1\\ansi}",
  ])("%j", async (head) => {
    expect(await reasonOf(sniff(head.startsWith("\ufeff") ? Buffer.from(head) : bytes(head)))).toBe(
      "UNSUPPORTED_FILE_TYPE",
    );
  });
});
