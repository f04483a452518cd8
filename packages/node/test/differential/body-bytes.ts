import type { RequestSpec } from "./request-spec.ts";

const form = [
  '--XX\r\nContent-Disposition: form-data; name="text"\r\n\r\nhi é\r\n',
  '--XX\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\ncontent\r\n--XX--\r\n',
].join("");

/** The bytes of a body that carries `json`, or of something that only claims to. */
export function octets(kind: RequestSpec["body"], json: string): Buffer {
  switch (kind) {
    case "as it is":
      return Buffer.from(json);
    case "byte order mark":
      return Buffer.from(`\uFEFF${json}`);
    case "cut short":
      return Buffer.from(json).subarray(0, -1);
    case "invalid UTF-8":
      return Buffer.from(json.replaceAll("hi", "h\u00ff\u00c3i").replace(/^"/, '"\u00e9'), "latin1");
    case "spaces around":
      return Buffer.from(`\r\n\t ${json} \n`);
    case "trailing comma":
      return Buffer.from(`${json},`);
    case "twice":
      return Buffer.from(`${json}\n${json}`);
    case "empty":
      return Buffer.alloc(0);
    case "one space":
      return Buffer.from(" ");
    case "padded 300":
    case "padded 6000":
    case "padded 200000":
      return Buffer.from(json + "\n".repeat(Number(kind.slice(7))));
    case "form":
      return Buffer.from(form);
    case "form cut short":
      return Buffer.from(form.slice(0, -20));
    case "bytes":
      return Buffer.from([0, 1, 2, 0xff, 0xfe, 0xc3, 0x28]);
    case "UTF-16":
      return Buffer.from(`\uFEFF${json}`, "utf16le");
    case "null byte at the end":
      return Buffer.from(`${json}\0`);
  }
}
