/**
 * Every error that a caller can be told, by its stable `reason`.
 * `status` is the HTTP status (RFC 9110); `message` is safe to show to a person.
 * docs/errors.md lists exactly this registry.
 */
export const errors = {
  INVALID_INPUT: { status: 400, message: "Some fields are not valid." },
  MALFORMED_REQUEST: { status: 400, message: "The request could not be read." },
  INVALID_CURSOR: { status: 400, message: "The cursor is not one that this list handed out." },
  TOKEN_EXPIRED_OR_USED: { status: 400, message: "This link has expired, was used, or was never made." },
  BATCH_REFUSED: { status: 400, message: "This call must be sent alone, not in a batch." },
  AUTHORIZATION_PENDING: { status: 400, message: "Nobody has let the program in yet." },
  EXPIRED_TOKEN: { status: 400, message: "The code has expired, was used, or was never made." },
  OAUTH_FLOW_INVALID: { status: 400, message: "This sign-in is over, or was not begun in this browser." },
  UNAUTHENTICATED: { status: 401, message: "Sign in first." },
  INVALID_CREDENTIALS: { status: 401, message: "The e-mail address or the password is wrong." },
  MFA_REQUIRED: { status: 401, message: "Show your second factor to go on." },
  MFA_CHALLENGE_INVALID: { status: 401, message: "This sign-in has expired or was tried too often. Begin again." },
  MFA_CODE_INVALID: { status: 401, message: "The code is wrong, has expired or was used before." },
  PASSKEY_INVALID: { status: 401, message: "The passkey is not known here, or could not be verified." },
  SIGNATURE_INVALID: { status: 401, message: "The message is not signed as it should be." },
  REFRESH_TOKEN_INVALID: { status: 401, message: "The refresh token does not hold. Sign in again." },
  REFRESH_REUSED: { status: 401, message: "The refresh token was used before, so its session has been ended." },
  OAUTH_REJECTED: { status: 401, message: "What the provider answered could not be verified." },
  FORBIDDEN: { status: 403, message: "You may not do this." },
  SCOPE_MISSING: { status: 403, message: "The API key or token may not do this." },
  SCOPE_NOT_YOURS: { status: 403, message: "A key can only be given what you may do yourself." },
  SUDO_REQUIRED: { status: 403, message: "Sign in again to confirm that it is you." },
  MFA_ENROLMENT_REQUIRED: {
    status: 403,
    message: "This account must have a second factor. Set one up or show it first.",
  },
  CSRF_REJECTED: { status: 403, message: "The request came from an origin that is not trusted." },
  ACCESS_DENIED: { status: 403, message: "The program was turned away." },
  FILE_LINK_INVALID: { status: 403, message: "This link has expired, was used, or was never made." },
  ACCOUNT_DISABLED: { status: 403, message: "This account is disabled." },
  IMPERSONATION_DENIED: { status: 403, message: "This is not possible while impersonating." },
  OAUTH_DENIED: { status: 403, message: "The provider did not sign you in, or you did not let it." },
  NOT_FOUND: { status: 404, message: "There is nothing here." },
  USER_NOT_FOUND: { status: 404, message: "There is no such user." },
  SESSION_NOT_FOUND: { status: 404, message: "There is no such session of yours." },
  API_KEY_NOT_FOUND: { status: 404, message: "There is no such API key of yours." },
  PROVIDER_NOT_FOUND: { status: 404, message: "There is no such provider to sign in with." },
  IDENTITY_NOT_FOUND: { status: 404, message: "Your account has no such identity." },
  POST_NOT_FOUND: { status: 404, message: "There is no such post." },
  REVISION_NOT_FOUND: { status: 404, message: "The post has no such revision." },
  FILE_NOT_FOUND: { status: 404, message: "There is no such file." },
  COMMENT_NOT_FOUND: { status: 404, message: "There is no such comment." },
  JOB_NOT_FOUND: { status: 404, message: "There is no such job, or it is not in a state for this." },
  WEBHOOK_NOT_FOUND: { status: 404, message: "There is no such webhook." },
  DELIVERY_NOT_FOUND: { status: 404, message: "The webhook has no such delivery." },
  EXPORT_NOT_FOUND: { status: 404, message: "There is no export of your data, or it has expired." },
  PASSKEY_NOT_FOUND: { status: 404, message: "You have no such passkey." },
  DEVICE_NOT_FOUND: { status: 404, message: "No program waits with this code." },
  METHOD_NOT_ALLOWED: { status: 405, message: "This resource does not answer to that method." },
  NOT_ACCEPTABLE: { status: 406, message: "Only application/json is served here." },
  TIMEOUT: { status: 408, message: "The request took too long to arrive." },
  EMAIL_TAKEN: { status: 409, message: "There is an account with this e-mail address." },
  USERNAME_TAKEN: { status: 409, message: "This username is taken." },
  LINK_REQUIRED: {
    status: 409,
    message: "There is an account with this address. Sign in to it, then link the provider.",
  },
  IDENTITY_TAKEN: { status: 409, message: "This identity belongs to another account." },
  LAST_METHOD: { status: 409, message: "This is the only way to sign in that the account has." },
  POST_ALREADY_PUBLISHED: { status: 409, message: "The post is published already." },
  POST_NOT_PUBLISHED: { status: 409, message: "The post is not published." },
  POST_NOT_DELETED: { status: 409, message: "The post is not in the bin." },
  MFA_ALREADY_ENABLED: { status: 409, message: "There is an authenticator app already." },
  MFA_NOT_ENABLED: { status: 409, message: "There is no second factor." },
  PASSKEY_LIMIT: { status: 409, message: "There are as many passkeys as there may be." },
  LAST_ADMIN: { status: 409, message: "The last active administrator must stay one." },
  API_KEY_LIMIT: { status: 409, message: "You have as many API keys as you may." },
  ADMIN_EXISTS: { status: 409, message: "There is an active administrator already." },
  ADDRESS_UNVERIFIED: { status: 409, message: "Nobody has shown that this address is theirs." },
  SELF_FOLLOW: { status: 409, message: "You cannot follow yourself." },
  WEBHOOK_LIMIT: { status: 409, message: "There are as many webhooks as there may be." },
  WEBHOOK_DISABLED: { status: 409, message: "The webhook is disabled." },
  FILE_NOT_UPLOADED: { status: 409, message: "The bytes of this file have not arrived." },
  QUOTA_EXCEEDED: { status: 409, message: "There is no room left for your files." },
  CONFLICT: { status: 409, message: "Another change came first. Try again." },
  IDEMPOTENCY_IN_FLIGHT: { status: 409, message: "The first call with this Idempotency-Key is still running." },
  PRECONDITION_FAILED: { status: 412, message: "The resource has changed since you read it." },
  PAYLOAD_TOO_LARGE: { status: 413, message: "The request body is too large." },
  FILE_TOO_LARGE: { status: 413, message: "The file is too large." },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: "Send the body as application/json." },
  UNSUPPORTED_FILE_TYPE: { status: 415, message: "Files of this type are not taken." },
  RANGE_NOT_SATISFIABLE: { status: 416, message: "The file has no such bytes." },
  INVALID_IMAGE: { status: 422, message: "The image cannot be read, or has too many pixels." },
  SIZE_MISMATCH: { status: 422, message: "The bytes are not as many as was said." },
  CHECKSUM_MISMATCH: { status: 422, message: "The bytes are not those that the checksum was made of." },
  WEAK_PASSWORD: { status: 422, message: "The password is too easy to guess." },
  OAUTH_EMAIL_MISSING: { status: 422, message: "The provider gave no e-mail address that an account could have." },
  IDEMPOTENCY_MISMATCH: { status: 422, message: "This Idempotency-Key was used with another payload." },
  PRECONDITION_REQUIRED: { status: 428, message: "Say with If-Match which version you have read." },
  TOO_MANY_STREAMS: { status: 429, message: "You have too many streams open. Close one first." },
  RATE_LIMITED: { status: 429, message: "Too many calls. Wait before the next one." },
  TOO_MANY_ATTEMPTS: { status: 429, message: "Too many failed attempts. Wait before you try again." },
  SLOW_DOWN: { status: 429, message: "The program asks too often." },
  CLIENT_CLOSED_REQUEST: { status: 499, message: "The caller went away." },
  INTERNAL: { status: 500, message: "Something went wrong on our side." },
  UNAVAILABLE: { status: 503, message: "The service is not available right now. Try again shortly." },
  AUTH_BUSY: { status: 503, message: "Too many sign-ins at once. Try again shortly." },
  PROVIDER_UNAVAILABLE: {
    status: 503,
    message: "The provider cannot be reached right now. Try again shortly, or sign in another way.",
  },
} as const satisfies Record<string, { status: number; message: string }>;

/** The stable name of an error, the same on every transport. */
export type Reason = keyof typeof errors;

/** One rejected input: where it is (`["tags", 3]`), what is wrong with it. */
export type FieldError = { path: (string | number)[]; code: string; message: string };

/** What both transports tell about an error: as tRPC `error.data`, and as RFC 9457 members in REST. */
export type WireError = {
  /** tRPC's name of the class, for example `NOT_FOUND`. */
  code: string;
  httpStatus: number;
  reason: Reason;
  message: string;
  fields?: FieldError[];
  /** Seconds to wait before the next try. */
  retryAfter?: number;
  /** With MFA_REQUIRED: what `auth.loginMfa` wants beside the second factor. */
  challenge?: string;
  /** With MFA_REQUIRED: how the second factor can be shown. */
  methods?: ("code" | "passkey" | "recoveryCode")[];
  requestId: string;
};

/** Whether a string names an error of the registry. */
export const isReason = (value: unknown): value is Reason => typeof value === "string" && Object.hasOwn(errors, value);
