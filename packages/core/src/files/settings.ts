import type { Images } from "./images.ts";
import type { FileLinks } from "./links.ts";
import type { Storage } from "./storage.ts";

/** What the domain needs for files. */
export type Files = {
  storage: Storage;
  images: Images;
  links: FileLinks;
  /** Of one file, in bytes. */
  maxBytes: number;
  /** Of all files of one user, in bytes. */
  quotaBytes: number;
  /** Where the content of files is served: `<contentUrl>/<id>/content`. */
  contentUrl: string;
  /** Where bytes are sent that the storage does not take by itself: `<uploadUrl>/<token>`. */
  uploadUrl: string;
};
