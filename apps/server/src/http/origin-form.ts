/** `http://host/path`, as a proxy's client may send it (RFC 9112, 3.2.2), is `/path`. */
export function originForm(target: string): string {
  if (target.startsWith("/") || !/^https?:\/\//i.test(target)) return target;
  const path = target.indexOf("/", target.indexOf("//") + 2);
  return path === -1 ? "/" : target.slice(path);
}
