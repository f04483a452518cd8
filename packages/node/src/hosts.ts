const plainHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;
const most = 1000;

/** Whether a Host header is one that a URL can have; upstream refuses the others. Remembers those that it has met. */
export function createHostCheck(): (host: string | undefined) => boolean {
  const known = new Set<string | undefined>([undefined]);
  return (host) => {
    if (known.has(host)) return true;
    if (host === undefined || !plainHost.test(host) || !URL.canParse(`http://${host}`)) return false;
    if (known.size < most) known.add(host);
    return true;
  };
}
