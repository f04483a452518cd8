export { completeFile } from "./files/complete.ts";
export { createUpload } from "./files/create-upload.ts";
export { getFile, getFileUsage, linkFile, listFiles } from "./files/read.ts";
export { deleteFile } from "./files/remove.ts";
export { uploadFile } from "./files/upload.ts";
