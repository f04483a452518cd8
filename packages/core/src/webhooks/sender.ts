/** A message as it goes out. */
export type OutgoingMessage = { url: string; headers: Record<string, string>; body: string };

/** What an endpoint has answered, whatever the status. */
export type EndpointAnswer = {
  status: number;
  /** As it was sent: seconds or a date. */
  retryAfter?: string;
  /** How its body begins. */
  excerpt: string;
};

/** Why a message got no answer; the message is for whoever reads the delivery log. */
export class SendError extends Error {
  override readonly name = "SendError";
}

/** How messages reach addresses that others chose. Never a private one, whatever a name resolves to at that moment. */
export interface WebhookSender {
  /** What forbids an address, in words for whoever gave it. */
  faultOf(url: string): Promise<string | undefined>;
  /** POSTs once; no redirect is followed, and the whole exchange is short. Throws SendError. */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<EndpointAnswer>;
}
