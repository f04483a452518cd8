import { fileTypes, isFileMime } from "@tenon/contract/files";

type Named = { name: string; mime: string };

/**
 * The header Content-Disposition (RFC 6266): images are shown, everything else is saved. Under a name that ends as the type says,
 * so that nothing is opened later as what it is not.
 */
export function dispositionOf({ name, mime }: Named): string {
  const isImage = mime.startsWith("image/");
  const safe = withExtension(name, mime);
  const ascii = safe.replace(/[^ -~]|["\\%]/g, "_");
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${isImage ? "inline" : "attachment"}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function withExtension(name: string, mime: string): string {
  const extensions: readonly string[] = isFileMime(mime) ? fileTypes[mime].extensions : [];
  const [, extension = ""] = /\.([^.]*)$/.exec(name.trimEnd()) ?? [];
  const usual = extensions[0];
  return usual === undefined || extensions.includes(extension.toLowerCase()) ? name : `${name}.${usual}`;
}
