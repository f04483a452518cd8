import type { Reason } from "./errors.ts";

/** Beside each error: when it comes and what to do about it. For pages; kept apart, so that clients do not carry it. */
export const errorHelp: Record<Reason, string> = {
  INVALID_INPUT: "The members of `fields` say which values are wrong and why. Correct them and send the call again.",
  MALFORMED_REQUEST:
    "The body is not JSON, or the address or a header cannot be decoded. Sending the same bytes again will not help.",
  INVALID_CURSOR:
    "A cursor belongs to its list, its order and its filters. Begin again without one, and change nothing between pages.",
  TOKEN_EXPIRED_OR_USED:
    "What is mailed works once, and for a limited time; a newer one takes the place of an older. Ask for a new one.",
  BATCH_REFUSED: "Calls that carry credentials travel alone. Send this one in a request of its own.",
  AUTHORIZATION_PENDING:
    "Ask again after `interval` seconds, until somebody has typed the code (`authorization_pending` of RFC 8628).",
  EXPIRED_TOKEN: "Codes hold for ten minutes and work once. Begin with a new one (`expired_token` of RFC 8628).",
  OAUTH_FLOW_INVALID:
    "Begin again with `auth.oauthStart`. A flow works once, for ten minutes, with its own provider, in the browser that has its cookie; one that links needs the session that began it.",
  UNAUTHENTICATED:
    "There is no session, or it has ended. Sign in, then send the cookie or the header `Authorization: Bearer` with the token.",
  INVALID_CREDENTIALS:
    "No active account has this e-mail address with this password. Which of the two is wrong is not told.",
  MFA_REQUIRED:
    "The password, or what stood for it, was right. Send `challenge` with one of `methods` to `auth.loginMfa`, within five minutes. Without a challenge, `auth.reauthenticate` wants one of them.",
  MFA_CHALLENGE_INVALID:
    "A challenge holds for five minutes and five tries, and works once. Sign in again from the beginning.",
  MFA_CODE_INVALID:
    "Wait for the next code of the app and check the clock of its device; each code is taken once. A recovery code works once as well.",
  PASSKEY_INVALID:
    "Ask for new options and show the passkey again. It must have been added to this account, on this site, and ask for a fingerprint, a face or a PIN.",
  SIGNATURE_INVALID:
    "The headers `webhook-id`, `webhook-timestamp` and `webhook-signature` must sign the very bytes of the body, within five minutes (Standard Webhooks).",
  REFRESH_TOKEN_INVALID: "It is not one of ours, or its session has ended: by signing out, by its age, or unused.",
  REFRESH_REUSED:
    "Each refresh token works once, and within ten seconds once more. Two had the same, so one may have been stolen: sign in again.",
  OAUTH_REJECTED:
    "The code was used or is not the provider's, or its token has a wrong signature, issuer, audience, nonce or time. The log says which. Begin again; if that fails too, an operator has to look at the provider's configuration.",
  FORBIDDEN: "You are signed in, but this belongs to somebody else or needs a permission that your role does not have.",
  SCOPE_MISSING:
    "You may do this, but the API key or token that the call came with may not: it lacks the scope, or the call needs a sign-in.",
  SCOPE_NOT_YOURS: "The members of `fields` say which scopes are not among your own permissions. Leave them out.",
  SUDO_REQUIRED:
    "This call needs a credential that was shown within the last ten minutes, and the second factor where there is one. Call `auth.reauthenticate`, then repeat it.",
  MFA_ENROLMENT_REQUIRED:
    "Until then the session can read `me`, add a factor (`me.mfa.start`, `me.passkeys.add`) and sign out. Where `me.mfaEnabled` is true, show the factor to `auth.reauthenticate`.",
  CSRF_REJECTED:
    "A browser sent the cookie from a page whose origin is not in `TRUSTED_ORIGINS`. An operator can add it; programs use a bearer token.",
  ACCESS_DENIED: "Whoever typed the code said no (`access_denied` of RFC 8628).",
  FILE_LINK_INVALID:
    "Links are signed, hold for a limited time, and one for an upload works once. Ask `files.createUpload` or `files.links` for a new one.",
  ACCOUNT_DISABLED:
    "An administrator has barred the account, and only an administrator can let it in again; or it is being deleted, and the mail about that tells how to keep it.",
  IMPERSONATION_DENIED: "The session acts for another user. End it, and make the call with your own.",
  OAUTH_DENIED: "The sign-in was cancelled at the provider. Begin again, or sign in another way.",
  NOT_FOUND: "Nothing is served at this address. Compare method and path with `/openapi.json`.",
  USER_NOT_FOUND: "No user has this id or username, or the account was deleted.",
  SESSION_NOT_FOUND: "No session of yours has this id; it may have ended meanwhile.",
  API_KEY_NOT_FOUND: "No key of yours has this id; it was ended, or its time is over.",
  PROVIDER_NOT_FOUND: "`auth.providers` lists those that are configured.",
  IDENTITY_NOT_FOUND: "`me.identities.list` tells which there are.",
  POST_NOT_FOUND: "No post has this id or slug, or it is a draft or in the bin and you may not see it.",
  REVISION_NOT_FOUND: "Revisions are numbered by the post's version. List them to see which there are.",
  FILE_NOT_FOUND:
    "No file has this id, or it is somebody else's and not public, or its upload was not completed in time.",
  COMMENT_NOT_FOUND: "No comment has this id; it may have been deleted, alone or with its post.",
  WEBHOOK_NOT_FOUND: "No webhook has this id; it was deleted, or listening to it has ended.",
  DELIVERY_NOT_FOUND:
    "No delivery of this webhook has this id. Deliveries are kept for two weeks, of a busy one for less.",
  EXPORT_NOT_FOUND: "Ask for one with `POST /api/v1/me/export`. It is kept for seven days.",
  PASSKEY_NOT_FOUND: "No passkey of yours has this id. It may have been removed.",
  DEVICE_NOT_FOUND:
    "It was mistyped, has expired, was answered, or somebody else has typed it first. The program shows a new one.",
  METHOD_NOT_ALLOWED: "The address exists, but not with this method. The header `Allow` lists those that it knows.",
  NOT_ACCEPTABLE: "The header `Accept` excludes JSON. Leave it out, or allow `application/json`.",
  TIMEOUT:
    "A request must arrive whole within 30 seconds, and an upload bring 8 KiB a second. Send it again over a better connection.",
  EMAIL_TAKEN: "Sign in with the account that exists, or register another address.",
  USERNAME_TAKEN: "Choose another username, or leave it out and have one made from the name.",
  LINK_REQUIRED:
    "An account has this address, but it is not certain that it is yours. Sign in as you did before, or reset the password, and call `me.identities.link`.",
  IDENTITY_TAKEN: "Sign in with it to get to the account that has it, and unlink it there first.",
  LAST_METHOD: "Set a password or link another provider first.",
  POST_ALREADY_PUBLISHED: "Nothing needs to be done. To publish it at another time, unpublish it first.",
  POST_NOT_PUBLISHED: "Only a published or scheduled post can become a draft again.",
  POST_NOT_DELETED: "Only a post in the bin can be restored.",
  MFA_ALREADY_ENABLED: "To change to another app, disable the present one first (`me.mfa.disable`).",
  MFA_NOT_ENABLED: "Set up an authenticator app (`me.mfa.start`, `me.mfa.confirm`) or add a passkey first.",
  PASSKEY_LIMIT: "Remove one that you no longer use.",
  LAST_ADMIN: "Make somebody else an administrator first.",
  API_KEY_LIMIT: "End one that is not used any more; the list tells when each was used.",
  ADMIN_EXISTS:
    "Have that administrator make the next one. On the command line of operators `--another` makes one all the same.",
  ADDRESS_UNVERIFIED:
    "Somebody else may have registered it. Have it verified first; on the command line of operators `--unverified` takes it all the same.",
  SELF_FOLLOW: "Follow somebody else.",
  WEBHOOK_LIMIT: "Delete one that is not used any more.",
  WEBHOOK_DISABLED: "Set `active` to true first. It was switched off, answered 410, or failed for five days.",
  FILE_NOT_UPLOADED:
    "Send the bytes to the `url` that `files.createUpload` answered, wait for its answer, then complete the file.",
  QUOTA_EXCEEDED: "Delete files that you no longer need. Uploads that are not complete count until they expire.",
  CONFLICT: "Two changes met, and the other one was first. Read the present state and repeat the call.",
  IDEMPOTENCY_IN_FLIGHT: "Wait a moment, then send the call again with the same key; it gets the first call's answer.",
  PRECONDITION_FAILED:
    "Somebody changed it since you read the version in `If-Match`. Read it again, merge, and send the new ETag.",
  PRECONDITION_REQUIRED:
    "Read the present version first and send its ETag as `If-Match`, so that no other change is lost.",
  PAYLOAD_TOO_LARGE: "Send less. `GET /api/v1/system/info` tells how many bytes a body may have.",
  FILE_TOO_LARGE: "Send a smaller file. A form takes less than an upload in two steps, see `files.createUpload`.",
  UNSUPPORTED_MEDIA_TYPE: "Set `Content-Type: application/json`; `Accept-Post` or `Accept-Patch` name what is taken.",
  UNSUPPORTED_FILE_TYPE:
    "The type is read from the bytes. Images (PNG, JPEG, WebP, GIF, AVIF), PDF, plain text, CSV, ZIP, MP4, WebM and MP3 are taken; SVG and HTML are not.",
  RANGE_NOT_SATISFIABLE: "The header `Range` begins beyond the end. `Content-Range` tells how many bytes there are.",
  INVALID_IMAGE:
    "The image is damaged, has more than 40 million pixels, all frames together, or a side of more than 16,384. Save it anew or make it smaller.",
  SIZE_MISMATCH: "Say exactly how many bytes follow. The upload is gone: begin with a new one.",
  CHECKSUM_MISMATCH:
    "Something changed the bytes on their way, or the checksum is of another file. Begin with a new upload.",
  WEAK_PASSWORD:
    "`fields` says what is wrong with it. Choose 12 characters or more, up to 128, that are no common password and not made of the account's own name or address; an operator may ask for more.",
  OAUTH_EMAIL_MISSING:
    "Let the provider tell your address; at GitHub the primary address has to be verified. Or register with an address and link the provider afterwards.",
  IDEMPOTENCY_MISMATCH: "A key stands for one call with one body. Use a new key for another body.",
  JOB_NOT_FOUND: "Only a job that has failed for good can be retried, and only one that has not ended be cancelled.",
  TOO_MANY_STREAMS: "Close a stream, or share one between tabs; a WebSocket carries many subscriptions.",
  RATE_LIMITED:
    "The header `RateLimit` tells what is left of the budget and for how long, `Retry-After` how many seconds to wait.",
  TOO_MANY_ATTEMPTS:
    "Wait for as many seconds as `Retry-After` says. Until then even the right password is refused, but on a device that has signed in before, or in the browser that has used the link of the mail about it. After a hundred failures in a row only a new password helps.",
  SLOW_DOWN:
    "Each poll that comes too soon makes the interval five seconds longer. `Retry-After` has it (`slow_down` of RFC 8628).",
  CLIENT_CLOSED_REQUEST: "The connection was closed before the answer was ready. Nobody sees this but the log.",
  INTERNAL: "The fault is ours and has been logged. Report it with the `requestId`; trying again may or may not help.",
  UNAVAILABLE:
    "The server is restarting, too busy or out of room, or the database cannot be reached. Try again after `Retry-After` seconds.",
  AUTH_BUSY: "Hashing passwords is costly, so few are checked at once. Try again after `Retry-After` seconds.",
  PROVIDER_UNAVAILABLE:
    "The provider did not answer within five seconds, or with an error of its own. All other ways to sign in work. Try again after `Retry-After` seconds.",
};
