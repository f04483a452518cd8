import { z } from "zod";
import { displayName, Id, line } from "./fields.ts";
import { listFields, listOf } from "./lists.ts";

/** What a file is for those who show it. */
export const FileKind = z.enum(["image", "video", "audio", "document", "archive"]).meta({ id: "FileKind" });
export type FileKind = z.output<typeof FileKind>;

type FileType = { kind: FileKind; extensions: readonly [string, ...string[]] };

/** Every type that is taken, with the extensions that a name may have for it, the usual one first. */
export const fileTypes = {
  "image/png": { kind: "image", extensions: ["png"] },
  "image/jpeg": { kind: "image", extensions: ["jpg", "jpeg"] },
  "image/webp": { kind: "image", extensions: ["webp"] },
  "image/gif": { kind: "image", extensions: ["gif"] },
  "image/avif": { kind: "image", extensions: ["avif"] },
  "application/pdf": { kind: "document", extensions: ["pdf"] },
  "text/plain": { kind: "document", extensions: ["txt", "md", "log"] },
  "text/csv": { kind: "document", extensions: ["csv"] },
  "application/zip": { kind: "archive", extensions: ["zip"] },
  "video/mp4": { kind: "video", extensions: ["mp4", "m4v"] },
  "video/webm": { kind: "video", extensions: ["webm"] },
  "audio/mpeg": { kind: "audio", extensions: ["mp3"] },
} as const satisfies Record<string, FileType>;
export type FileMime = keyof typeof fileTypes;

/** Whether files of this type are taken. */
export const isFileMime = (mime: string): mime is FileMime => Object.hasOwn(fileTypes, mime);

/** Bytes that a form may have; what is larger goes up in two steps. */
export const maxFormBytes = 100_000_000;

export const FileName = displayName(255)
  .regex(/^[^/\\]*$/u, "must be a name, without a path")
  .refine((name) => !/^\.+$/.test(name), "must be a name, without a path")
  .meta({ description: "As the owner calls it, without a path.", examples: ["engine.png"] });

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits, in lower case");

const isPublic = z
  .boolean()
  .default(false)
  .meta({ description: "Anybody may read it, for pictures in posts and profiles; else only its owner may." });

/** Named so that nobody takes it for the browser's `File`. */
export const StoredFile = z
  .object({
    id: Id,
    name: z.string(),
    mime: z.string().meta({ description: "What the bytes are; while `pending`, what was said of them." }),
    kind: FileKind,
    size: z.int().meta({ description: "In bytes. An image is stored anew, so its size is not the one sent." }),
    sha256: z.string().nullable().meta({ description: "Of the stored bytes, in hexadecimal; null while `pending`." }),
    status: z.enum(["pending", "ready"]),
    public: z.boolean(),
    width: z.int().nullable().meta({ description: "Of an image, in pixels." }),
    height: z.int().nullable(),
    url: z.string().meta({ description: "Its content; read with the owner's session unless `public`." }),
    thumbnailUrl: z.string().nullable().meta({ description: "A WebP image of at most 320 by 320 pixels." }),
    createdAt: z.date(),
    expiresAt: z.date().nullable().meta({ description: "A pending file that is not complete by then goes." }),
  })
  .meta({ id: "File" });
export type StoredFile = z.output<typeof StoredFile>;

/** As the platform names it: zod's own name for it is one that the declarations of a client could not import. */
const file = z.file() as z.ZodType<File, File>;

export const FileUpload = z.strictObject({
  file: file.meta({ description: "Its type is read from its bytes, not from what is said of them." }),
  public: isPublic,
});
export type FileUpload = z.output<typeof FileUpload>;

export const FileCreateUpload = z.strictObject({
  name: FileName,
  size: z
    .int()
    .min(1)
    .meta({ description: "Exactly as many bytes as will be sent.", examples: [48_213] }),
  mime: line(255)
    .min(1)
    .toLowerCase()
    .meta({ examples: ["image/png"] }),
  sha256: Sha256.optional().meta({ description: "Of the bytes that will be sent; others are then refused." }),
  public: isPublic,
});
export type FileCreateUpload = z.output<typeof FileCreateUpload>;

export const UploadTarget = z
  .object({
    id: Id,
    method: z.literal("PUT"),
    url: z.string().meta({ description: "Where to send the bytes, as the whole body. It can be used once." }),
    headers: z.record(z.string(), z.string()).meta({ description: "To be sent with them." }),
    expiresAt: z.date(),
  })
  .meta({ id: "UploadTarget" });
export type UploadTarget = z.output<typeof UploadTarget>;

export const FileList = z.strictObject({ ...listFields, kind: FileKind.optional() }).prefault({});
export type FileList = z.output<typeof FileList>;
export const FilePage = listOf(StoredFile);

export const FileUsage = z
  .object({
    usedBytes: z
      .int()
      .meta({ description: "What the quota counts: of all your files, with what uploads have reserved." }),
    quotaBytes: z.int(),
    files: z.int().meta({ description: "How many files that is, pending ones too." }),
  })
  .meta({ id: "FileUsage" });
export type FileUsage = z.output<typeof FileUsage>;

export const FileId = z.strictObject({ id: Id });
export type FileId = z.output<typeof FileId>;

export const FileLinks = z
  .object({
    url: z.string(),
    thumbnailUrl: z.string().nullable(),
    expiresAt: z.date(),
  })
  .meta({ id: "FileLinks" });
export type FileLinks = z.output<typeof FileLinks>;
