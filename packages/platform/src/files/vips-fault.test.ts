import { reasonOf } from "@tenon/core/testing";
import { expect, test } from "vitest";
import { systemFault } from "./vips-fault.ts";

test("a disk that is full while libvips writes is not the image's fault", async () => {
  const words = "/tmp/x/image: write error\nsystem error: No space left on device\nwbuffer_write: write failed";

  const fault = systemFault(new Error(words));

  expect(fault).toMatchObject({ code: "ENOSPC", cause: { message: words } });
  expect(await reasonOf(Promise.reject(fault!))).toBe("UNAVAILABLE");
});

test("an error of the system is one already, and all others are the image's", () => {
  const missing = Object.assign(new Error("ENOENT"), { code: "ENOENT" });

  expect(systemFault(missing)).toBe(missing);
  expect(systemFault(new Error("pngload: end of stream\nsystem error: Unknown error -1"))).toBeUndefined();
  expect(systemFault("No space left on device")).toBeUndefined();
});
