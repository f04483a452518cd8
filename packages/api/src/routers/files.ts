import {
  FileCreateUpload,
  FileId,
  FileLinks,
  FileList,
  FilePage,
  FileUpload,
  FileUsage,
  maxFormBytes,
  StoredFile,
  UploadTarget,
} from "@tenon/contract/files";
import {
  completeFile,
  createUpload,
  deleteFile,
  getFile,
  getFileUsage,
  linkFile,
  listFiles,
  uploadFile,
} from "@tenon/core/files";
import { formInput, rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../examples.ts";
import { explainFormLimit } from "../form-limit.ts";
import { permittedProcedure, secretReply, viewerProcedure } from "../procedures.ts";
import { tool } from "../tools.ts";

const contentErrors = ["UNSUPPORTED_FILE_TYPE", "INVALID_IMAGE", "QUOTA_EXCEEDED"];

export const files = {
  list: rest(permittedProcedure("file:read").meta(tool).input(FileList).output(FilePage), "GET /files", {
    summary: "List your files, newest first",
    examples: examples.listFiles,
    paginate: true,
    errors: ["INVALID_CURSOR"],
  }).query(({ ctx, input }) => listFiles(ctx, input)),

  usage: rest(permittedProcedure("file:read").meta(tool).output(FileUsage), "GET /files/usage", {
    summary: "How much room your files take, of how much",
    examples: examples.fileUsage,
  }).query(({ ctx }) => getFileUsage(ctx)),

  upload: rest(
    permittedProcedure("file:create").use(explainFormLimit).input(formInput(FileUpload)).output(StoredFile),
    "POST /files",
    {
      summary: "Upload a file as a form",
      description: `Up to ${maxFormBytes} bytes with all that is around it; for more, see \`POST /files/uploads\`.`,
      status: 201,
      bodyLimit: maxFormBytes,
      errors: ["FILE_TOO_LARGE", ...contentErrors],
    },
  ).mutation(({ ctx, input }) => uploadFile(ctx, input)),

  createUpload: rest(
    permittedProcedure("file:create").use(secretReply).input(FileCreateUpload).output(UploadTarget),
    "POST /files/uploads",
    {
      summary: "Begin an upload in two steps",
      description:
        "Send the bytes to `url` with `method` and `headers`, then complete the file. Room is reserved at once.",
      examples: examples.createUpload,
      status: 201,
      location: ({ id }) => `/files/${id}`,
      errors: ["FILE_TOO_LARGE", "UNSUPPORTED_FILE_TYPE", "QUOTA_EXCEEDED"],
    },
  ).mutation(({ ctx, input }) => createUpload(ctx, input)),

  complete: rest(permittedProcedure("file:create").input(FileId).output(StoredFile), "POST /files/{id}/complete", {
    summary: "Complete an upload in two steps",
    description: "Looks at the bytes that were sent. A file that is refused is gone, with what it had reserved.",
    errors: ["FILE_NOT_FOUND", "FILE_NOT_UPLOADED", "CONFLICT", "SIZE_MISMATCH", "CHECKSUM_MISMATCH", ...contentErrors],
  }).mutation(({ ctx, input }) => completeFile(ctx, input)),

  get: rest(viewerProcedure.meta(tool).input(FileId).output(StoredFile), "GET /files/{id}", {
    summary: "What there is to know of a file",
    examples: examples.readFile,
    errors: ["FILE_NOT_FOUND"],
  }).query(({ ctx, input }) => getFile(ctx, input)),

  links: rest(viewerProcedure.use(secretReply).input(FileId).output(FileLinks), "GET /files/{id}/links", {
    summary: "Addresses of a file that need no session, for 15 minutes",
    errors: ["FILE_NOT_FOUND"],
  }).query(({ ctx, input }) => linkFile(ctx, input)),

  delete: rest(permittedProcedure("file:delete").input(FileId).output(z.void()), "DELETE /files/{id}", {
    summary: "Delete a file, or call its upload off",
    errors: ["FORBIDDEN", "FILE_NOT_FOUND"],
  }).mutation(({ ctx, input }) => deleteFile(ctx, input)),
} satisfies TRPCRouterRecord;
