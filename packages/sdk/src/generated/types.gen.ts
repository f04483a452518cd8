// Generated from openapi.json by `pnpm openapi generate`.

export type ClientOptions = {
    baseUrl: `${string}://${string}/api/v1` | (string & {});
};

export type AccessToken = {
    /**
     * A JWT (RFC 9068), for an Authorization header.
     */
    accessToken: string;
    expiresAt: string;
    /**
     * Seconds until then.
     */
    expiresIn: number;
    audience: string;
    scopes: Array<Permission>;
};

/**
 * Something that was done to an account.
 */
export type Activity = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    at: string;
    action: string;
    outcome: 'success' | 'failure';
    /**
     * Who did it; `nobody` had signed in, as when somebody signs in or tries to.
     */
    by: 'you' | 'administrator' | 'nobody';
    /**
     * Where from; not told of administrators.
     */
    ip: string | null;
    userAgent: string | null;
    /**
     * By which session.
     */
    sessionId: string | null;
};

/**
 * An API key, without its secret.
 */
export type ApiKey = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    name: string;
    /**
     * Its first characters, by which you know it.
     */
    start: string;
    scopes: Array<Permission>;
    allowedIps: Array<string>;
    createdAt: string;
    expiresAt: string | null;
    /**
     * To the minute.
     */
    lastUsedAt: string | null;
};

export type ApiKeyWithSecret = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    name: string;
    /**
     * Its first characters, by which you know it.
     */
    start: string;
    scopes: Array<Permission>;
    allowedIps: Array<string>;
    createdAt: string;
    expiresAt: string | null;
    /**
     * To the minute.
     */
    lastUsedAt: string | null;
    /**
     * The key. It is shown this once.
     */
    secret: string;
};

export type ApiKeys = {
    items: Array<ApiKey>;
};

export type AuditAction = 'account.registered' | 'account.created' | 'account.invited' | 'account.deleted' | 'account.disabled' | 'account.enabled' | 'account.locked' | 'account.lock-mailed' | 'account.unlocked' | 'account.role-changed' | 'email.verified' | 'email.change-requested' | 'email.changed' | 'email.reverted' | 'password.changed' | 'password.refused' | 'password.reset' | 'password.reset-requested' | 'session.started' | 'session.refused' | 'session.ended' | 'session.evicted' | 'session.others-ended' | 'session.all-ended' | 'api-key.created' | 'api-key.rotated' | 'api-key.revoked' | 'impersonation.started' | 'access.refused' | 'account.deletion-requested' | 'account.kept' | 'account.profile-changed' | 'account.exported' | 'account.export-read' | 'webhook.created' | 'webhook.updated' | 'webhook.deleted' | 'webhook.secret-rotated' | 'job.retried' | 'job.cancelled' | 'job.redriven' | 'audit.trimmed' | 'audit.key-changed' | 'audit.broken' | 'session.reauthenticated' | 'second-factor.asked' | 'second-factor.refused' | 'second-factor.app-added' | 'second-factor.app-removed' | 'second-factor.recovery-codes-renewed' | 'second-factor.recovery-code-used' | 'second-factor.reset' | 'second-factor.required' | 'second-factor.waived' | 'passkey.added' | 'passkey.renamed' | 'passkey.removed' | 'passkey.copied' | 'session.refresh-reused' | 'device.approved' | 'device.denied' | 'signing-key.rotated' | 'identity.linked' | 'identity.unlinked';

export type AuditEvent = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    /**
     * Its place in the chain; null until it is sealed, a minute later.
     */
    seq: number | null;
    at: string;
    action: string;
    outcome: 'success' | 'failure';
    /**
     * Whose account acted; null for somebody who had not signed in, and for us.
     */
    actor: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
        /**
         * Null when there is no such account now.
         */
        username: string | null;
    } | null;
    /**
     * The administrator behind it.
     */
    impersonator: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
        /**
         * Null when there is no such account now.
         */
        username: string | null;
    } | null;
    /**
     * Whose account it is about.
     */
    subject: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
        /**
         * Null when there is no such account now.
         */
        username: string | null;
    } | null;
    target: {
        type: string;
        id: string;
    } | null;
    ip: string | null;
    userAgent: string | null;
    requestId: string | null;
    sessionId: string | null;
    meta: {
        [key: string]: unknown;
    };
};

export type AuditFault = {
    /**
     * `changed`: not what was sealed, or what is before it is not. `moved`: in another's place, the two being `seq` and `until`. `inserted`: nothing of ours. `missing`: gone. `unsigned`: no checkpoint of ours vouches for it. `forged-checkpoint`: not signed by us. `other-chain`: the chain is not the one that was signed there. `broken`: what is before was not as it was signed when the chain went on. `key-changed`: what is before was signed with a key that was not there.
     */
    kind: 'changed' | 'moved' | 'inserted' | 'missing' | 'unsigned' | 'forged-checkpoint' | 'other-chain' | 'broken' | 'key-changed';
    seq: number;
    /**
     * The last place that it is about.
     */
    until: number;
    /**
     * The row's, where there is one.
     */
    id: string | null;
};

export type AuditVerified = {
    /**
     * How many were looked at by this call.
     */
    rows: number;
    /**
     * The last place that was looked at.
     */
    seq: number;
    /**
     * A hundred at most for each call.
     */
    faults: Array<AuditFault>;
    /**
     * Call again with it; null at the end.
     */
    nextCursor: string | null;
};

export type Comment = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    postId: string;
    body: string;
    createdAt: string;
    updatedAt: string;
    author: User;
};

/**
 * All that is kept of your account, in one file.
 */
export type DataExport = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    status: 'running' | 'ready' | 'failed';
    /**
     * In bytes, once it is `ready`.
     */
    size: number | null;
    /**
     * Of its bytes, in hexadecimal.
     */
    sha256: string | null;
    /**
     * Where a ZIP file is read with your session, once it is `ready`.
     */
    url: string | null;
    createdAt: string;
    readyAt: string | null;
    /**
     * Then it goes.
     */
    expiresAt: string;
};

/**
 * A program that waits to be let in.
 */
export type DeviceRequest = {
    /**
     * As it calls itself.
     */
    clientName: string;
    /**
     * What it will be able to do for you.
     */
    scopes: Array<Permission>;
    /**
     * Whether that is all that you may do.
     */
    all: boolean;
    /**
     * Where it asked from.
     */
    ip: string | null;
    userAgent: string | null;
    createdAt: string;
    expiresAt: string;
};

export type DeviceStarted = {
    /**
     * For `auth.devicePoll`; show it to nobody.
     */
    deviceCode: string;
    /**
     * What a person types at `verificationUri`.
     */
    userCode: string;
    verificationUri: string;
    expiresAt: string;
    /**
     * Seconds until then.
     */
    expiresIn: number;
    /**
     * Seconds to wait between two polls, at least.
     */
    interval: number;
};

export type File = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    name: string;
    /**
     * What the bytes are; while `pending`, what was said of them.
     */
    mime: string;
    kind: FileKind;
    /**
     * In bytes. An image is stored anew, so its size is not the one sent.
     */
    size: number;
    /**
     * Of the stored bytes, in hexadecimal; null while `pending`.
     */
    sha256: string | null;
    status: 'pending' | 'ready';
    public: boolean;
    /**
     * Of an image, in pixels.
     */
    width: number | null;
    height: number | null;
    /**
     * Its content; read with the owner's session unless `public`.
     */
    url: string;
    /**
     * A WebP image of at most 320 by 320 pixels.
     */
    thumbnailUrl: string | null;
    createdAt: string;
    /**
     * A pending file that is not complete by then goes.
     */
    expiresAt: string | null;
};

export type FileKind = 'image' | 'video' | 'audio' | 'document' | 'archive';

export type FileLinks = {
    url: string;
    thumbnailUrl: string | null;
    expiresAt: string;
};

export type FileUsage = {
    /**
     * What the quota counts: of all your files, with what uploads have reserved.
     */
    usedBytes: number;
    quotaBytes: number;
    /**
     * How many files that is, pending ones too.
     */
    files: number;
};

export type FlowFinished = {
    user: Me;
    /**
     * The session's token in mode `bearer`, else null.
     */
    token: string | null;
    /**
     * For the Authorization header of each call; a JWT (RFC 9068).
     */
    accessToken?: string;
    /**
     * Exchange it for the next tokens. It works once.
     */
    refreshToken?: string;
    /**
     * Seconds for which the access token holds.
     */
    expiresIn?: number;
    /**
     * When the session ends if it is not used before.
     */
    expiresAt: string;
    /**
     * `linked`: the session goes on, without a new token.
     */
    outcome: 'signed-in' | 'linked';
    /**
     * Where the browser is to go now.
     */
    returnTo: string;
};

export type FlowStarted = {
    /**
     * Send the browser there, with the cookie that came along.
     */
    url: string;
};

/**
 * An account at a provider with which one can sign in.
 */
export type Identity = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    provider: string;
    /**
     * Null when the provider is not configured any more.
     */
    providerName: string | null;
    /**
     * The address at the provider when it was linked.
     */
    email: string | null;
    createdAt: string;
    lastUsedAt: string;
};

export type Job = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    name: string;
    state: JobState;
    /**
     * How often it was tried.
     */
    attempts: number;
    maxAttempts: number;
    /**
     * Null when it holds secrets.
     */
    payload: unknown;
    /**
     * What it failed with last.
     */
    error: string | null;
    createdAt: string;
    /**
     * It does not run before.
     */
    startAfter: string;
    startedAt: string | null;
    endedAt: string | null;
};

/**
 * Counted every few seconds.
 */
export type JobQueueStats = {
    name: string;
    /**
     * Waiting in all, also for a later time.
     */
    waiting: number;
    /**
     * Waiting for nothing but a worker.
     */
    ready: number;
    running: number;
    dead: number;
    /**
     * When it is enqueued by itself (cron, UTC).
     */
    cron: string | null;
};

/**
 * `waiting` for its time, a worker or its next try. `dead`: out of tries, kept for 30 days to be retried.
 */
export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'dead';

/**
 * The signed-in user.
 */
export type Me = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    username: string;
    name: string;
    bio: string;
    image: string | null;
    createdAt: string;
    email: string;
    emailVerified: boolean;
    role: Role;
    permissions: Array<Permission>;
    /**
     * Whether signing in asks for a second factor.
     */
    mfaEnabled: boolean;
    /**
     * How it can be shown; empty without one.
     */
    mfaMethods: Array<MfaMethod>;
    /**
     * Whether the account must have one.
     */
    mfaRequired: boolean;
    /**
     * The administrator behind this session, if it is one of theirs.
     */
    impersonatedBy: string | null;
    notifications: NotificationSettings;
};

export type MfaConfirmed = {
    /**
     * The session's new token, where it is a bearer's, else null.
     */
    token: string | null;
    /**
     * When the session ends if it is not used before.
     */
    expiresAt: string;
    /**
     * With the account's first factor: ten codes that work once each. Shown this once.
     */
    recoveryCodes: Array<string> | null;
};

/**
 * How a second factor can be shown: the name of the field for it.
 */
export type MfaMethod = 'code' | 'passkey' | 'recoveryCode';

/**
 * What an authenticator app needs. It counts once a code of it was confirmed.
 */
export type MfaSetup = {
    /**
     * For typing, in Base32.
     */
    secret: string;
    /**
     * For a QR code: `otpauth://totp/…`.
     */
    uri: string;
};

export type MfaState = {
    /**
     * Empty while no second factor is asked for.
     */
    methods: Array<MfaMethod>;
    /**
     * Whether the account must have one.
     */
    required: boolean;
    recoveryCodesLeft: number;
};

export type Notification = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    type: NotificationType;
    /**
     * Who did it.
     */
    actor: User;
    /**
     * The post that it is about, for `comment` and `post`.
     */
    post: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
        slug: string;
        title: string;
    } | null;
    /**
     * The comment that it is about, with how it begins.
     */
    comment: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
        excerpt: string;
    } | null;
    readAt: string | null;
    createdAt: string;
};

export type NotificationEvent = {
    /**
     * `start`: the first item of whoever asked for it; `reset`: what came after your last event is no longer there; read the list again.
     */
    type: 'notification.created' | 'start' | 'reset';
    /**
     * Null in a start or a reset.
     */
    notification: Notification | null;
};

export type NotificationSettings = {
    follower: NotifyBy;
    comment: NotifyBy;
    post: NotifyBy;
};

/**
 * `follower`: somebody follows you. `comment`: somebody commented on your post. `post`: somebody whom you follow published a post.
 */
export type NotificationType = 'follower' | 'comment' | 'post';

export type NotificationsUnread = {
    /**
     * How many are unread in all; 100 stands for 100 or more.
     */
    unreadCount: number;
};

/**
 * `off`: not at all. `app`: in the list and the stream. `mail`: by mail as well, a few at a time.
 */
export type NotifyBy = 'off' | 'app' | 'mail';

export type Passkey = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    name: string;
    /**
     * Whether it is kept in more than one device.
     */
    backedUp: boolean;
    transports: Array<string>;
    createdAt: string;
    lastUsedAt: string | null;
};

export type PasskeyAdded = {
    passkey: Passkey;
    /**
     * The session's new token, where it is a bearer's, else null.
     */
    token: string | null;
    /**
     * When the session ends if it is not used before.
     */
    expiresAt: string;
    /**
     * With the account's first factor: ten codes that work once each. Shown this once.
     */
    recoveryCodes: Array<string> | null;
};

/**
 * What `navigator.credentials.get` answered, as its `toJSON()` writes it (WebAuthn, 5.1).
 */
export type PasskeyAnswer = {
    id: string;
    rawId: string;
    type: 'public-key';
    response: {
        clientDataJSON: string;
        authenticatorData: string;
        signature: string;
        userHandle?: string | null;
    };
};

/**
 * What `navigator.credentials.create` answered, as its `toJSON()` writes it (WebAuthn, 5.1).
 */
export type PasskeyCreated = {
    id: string;
    rawId: string;
    type: 'public-key';
    response: {
        clientDataJSON: string;
        attestationObject: string;
        transports?: Array<string>;
    };
};

/**
 * For `navigator.credentials.create`, through `PublicKeyCredential.parseCreationOptionsFromJSON`; for one passkey, within five minutes.
 */
export type PasskeyCreationOptions = {
    challenge: string;
    timeout: number;
    rp: {
        id: string;
        name: string;
    };
    user: {
        id: string;
        name: string;
        displayName: string;
    };
    pubKeyCredParams: Array<{
        type: 'public-key';
        alg: number;
    }>;
    excludeCredentials: Array<{
        id: string;
        type: 'public-key';
        transports?: Array<string>;
    }>;
    authenticatorSelection: {
        residentKey: 'required';
        requireResidentKey: true;
        userVerification: 'required';
    };
    attestation: 'none';
};

export type PasskeyList = {
    items: Array<Passkey>;
};

/**
 * For `navigator.credentials.get`, through `PublicKeyCredential.parseRequestOptionsFromJSON`; for one sign-in, within five minutes.
 */
export type PasskeyRequestOptions = {
    challenge: string;
    timeout: number;
    rpId: string;
    userVerification: 'required';
};

export type Permission = 'user:update' | 'post:read' | 'post:update' | 'post:delete' | 'comment:update' | 'comment:delete' | 'file:read' | 'file:delete' | 'account:read' | 'notification:read' | 'notification:update' | 'user:follow' | 'post:create' | 'post:favorite' | 'comment:create' | 'file:create' | 'post:read:any' | 'post:update:any' | 'post:delete:any' | 'comment:update:any' | 'comment:delete:any' | 'file:read:any' | 'file:delete:any' | 'user:update:any' | 'user:read-private' | 'user:create' | 'user:delete' | 'user:set-role' | 'user:disable' | 'user:unlock' | 'user:end-sessions' | 'user:impersonate' | 'user:manage-mfa' | 'job:manage' | 'webhook:manage' | 'audit:read' | 'signing-key:rotate';

export type Post = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    slug: string;
    title: string;
    summary: string;
    /**
     * Markdown without HTML.
     */
    body: string;
    tags: Array<string>;
    status: PostStatus;
    published: boolean;
    /**
     * When a scheduled post goes out.
     */
    publishAt: string | null;
    publishedAt: string | null;
    createdAt: string;
    updatedAt: string;
    /**
     * In the bin since; restorable for 30 days.
     */
    deletedAt: string | null;
    /**
     * Rises with each change; send it back as `ifMatch` to update safely.
     */
    version: number;
    author: User;
    /**
     * Whether the caller has favorited the post.
     */
    favorited: boolean;
    favoritesCount: number;
    commentsCount: number;
};

export type PostEvent = {
    /**
     * `start`: the first item of whoever asked for it; `reset`: what came after your last event is no longer there; read the posts again.
     */
    type: 'post.created' | 'post.updated' | 'post.published' | 'post.unpublished' | 'post.deleted' | 'post.restored' | 'start' | 'reset';
    /**
     * The post's; null in a start or a reset.
     */
    id: string | null;
    at: string;
    /**
     * Null when you may not read the post now, and in a start or a reset.
     */
    post: PostNews | null;
};

/**
 * What an event tells about a post, as it was after it.
 */
export type PostNews = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    slug: string;
    title: string;
    status: PostStatus;
    version: number;
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    authorId: string;
};

export type PostRevision = {
    /**
     * The post's version that this content came with.
     */
    number: number;
    title: string;
    summary: string;
    body: string;
    tags: Array<string>;
    createdAt: string;
    editor: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
        username: string;
        name: string;
    } | null;
};

/**
 * A revision without its body.
 */
export type PostRevisionSummary = {
    /**
     * The post's version that this content came with.
     */
    number: number;
    title: string;
    summary: string;
    tags: Array<string>;
    createdAt: string;
    editor: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
        username: string;
        name: string;
    } | null;
};

export type PostStatus = 'draft' | 'scheduled' | 'published';

/**
 * A post without its body.
 */
export type PostSummary = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    slug: string;
    title: string;
    summary: string;
    tags: Array<string>;
    status: PostStatus;
    published: boolean;
    /**
     * When a scheduled post goes out.
     */
    publishAt: string | null;
    publishedAt: string | null;
    createdAt: string;
    updatedAt: string;
    /**
     * In the bin since; restorable for 30 days.
     */
    deletedAt: string | null;
    /**
     * Rises with each change; send it back as `ifMatch` to update safely.
     */
    version: number;
    author: User;
    /**
     * Whether the caller has favorited the post.
     */
    favorited: boolean;
    favoritesCount: number;
    commentsCount: number;
};

/**
 * Somebody with whom one can sign in.
 */
export type Provider = {
    /**
     * The provider's id, as `auth.providers` lists it.
     */
    id: string;
    /**
     * For its button.
     */
    name: string;
};

export type RecoveryCodes = {
    /**
     * Ten codes that work once each. Shown this once.
     */
    recoveryCodes: Array<string>;
};

export type Registered = {
    /**
     * Null where the account has yet to be confirmed by mail.
     */
    user: Me | null;
    /**
     * The session's token in mode `bearer`, else null.
     */
    token: string | null;
    /**
     * For the Authorization header of each call; a JWT (RFC 9068).
     */
    accessToken?: string;
    /**
     * Exchange it for the next tokens. It works once.
     */
    refreshToken?: string;
    /**
     * Seconds for which the access token holds.
     */
    expiresIn?: number;
    expiresAt: string | null;
};

/**
 * What an account may do.
 */
export type Role = 'user' | 'editor' | 'admin';

/**
 * A session as its owner sees it. Its token is shown to nobody.
 */
export type SessionInfo = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    /**
     * A browser's, a token's, a command line's, that of an administrator who acts as you, or a program's that refreshes its tokens.
     */
    kind: 'cookie' | 'bearer' | 'device' | 'impersonation' | 'tokens';
    /**
     * Whether this call came with it.
     */
    current: boolean;
    /**
     * Whether two factors were shown for it.
     */
    secondFactor: boolean;
    createdAt: string;
    /**
     * To the minute.
     */
    lastSeenAt: string;
    /**
     * When it ends if it is not used before.
     */
    expiresAt: string;
    ip: string | null;
    userAgent: string | null;
};

export type SessionInfos = {
    items: Array<SessionInfo>;
};

export type SignedIn = {
    user: Me;
    /**
     * The session's token in mode `bearer`, else null.
     */
    token: string | null;
    /**
     * For the Authorization header of each call; a JWT (RFC 9068).
     */
    accessToken?: string;
    /**
     * Exchange it for the next tokens. It works once.
     */
    refreshToken?: string;
    /**
     * Seconds for which the access token holds.
     */
    expiresIn?: number;
    /**
     * When the session ends if it is not used before.
     */
    expiresAt: string;
};

/**
 * A key that access tokens are signed with.
 */
export type SigningKey = {
    kid: string;
    state: 'next' | 'present' | 'past';
    signsFrom: string;
    createdAt: string;
};

export type SigningKeys = {
    items: Array<SigningKey>;
};

export type SystemInfo = {
    name: string;
    version: string;
    /**
     * The server's clock.
     */
    time: string;
    limits: {
        maxBodyBytes: number;
        maxBatchSize: number;
    };
};

export type Tag = {
    name: string;
    /**
     * Published posts that carry it.
     */
    postsCount: number;
};

export type Tokens = {
    /**
     * For the Authorization header of each call; a JWT (RFC 9068).
     */
    accessToken: string;
    /**
     * Exchange it for the next tokens. It works once.
     */
    refreshToken: string;
    /**
     * Seconds for which the access token holds.
     */
    expiresIn: number;
    /**
     * When the session ends if it is not refreshed before.
     */
    expiresAt: string;
};

export type UploadTarget = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    method: 'PUT';
    /**
     * Where to send the bytes, as the whole body. It can be used once.
     */
    url: string;
    /**
     * To be sent with them.
     */
    headers: {
        [key: string]: string;
    };
    expiresAt: string;
};

/**
 * A user as everybody may see them.
 */
export type User = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    username: string;
    name: string;
    bio: string;
    image: string | null;
    createdAt: string;
    /**
     * Whether the caller follows this user.
     */
    following: boolean;
};

/**
 * A user, with the account's data where the caller is an administrator.
 */
export type UserAccount = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    username: string;
    name: string;
    bio: string;
    image: string | null;
    createdAt: string;
    /**
     * Whether the caller follows this user.
     */
    following: boolean;
    /**
     * For administrators only.
     */
    email?: string;
    /**
     * For administrators only.
     */
    role?: Role;
    /**
     * For administrators only.
     */
    status?: UserStatus;
    /**
     * Whether an administrator wants a second factor. For administrators only.
     */
    mfaRequired?: boolean;
};

export type UserCreated = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    username: string;
    name: string;
    bio: string;
    image: string | null;
    createdAt: string;
    /**
     * Whether the caller follows this user.
     */
    following: boolean;
    /**
     * For administrators only.
     */
    email?: string;
    /**
     * For administrators only.
     */
    role?: Role;
    /**
     * For administrators only.
     */
    status?: UserStatus;
    /**
     * Whether an administrator wants a second factor. For administrators only.
     */
    mfaRequired?: boolean;
    /**
     * Where its owner chooses the password: once, within seven days. Shown this once; hand it over.
     */
    passwordUrl: string;
};

/**
 * `deleting`: whoever it belongs to, or an administrator, has deleted it, and a job takes it away.
 */
export type UserStatus = 'active' | 'disabled' | 'deleting';

/**
 * Where messages about public events go.
 */
export type Webhook = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    /**
     * `push` is called; a `listen` one is read by `tenon webhooks listen` and ends with it.
     */
    kind: 'push' | 'listen';
    url: string | null;
    description: string;
    /**
     * What it is told about; empty for everything.
     */
    events: Array<string>;
    active: boolean;
    disabledAt: string | null;
    disabledReason: 'switched-off' | 'gone' | 'failing' | null;
    /**
     * Since when nothing has succeeded.
     */
    failingSince: string | null;
    /**
     * Until then the secret before signs too.
     */
    previousSecretExpiresAt: string | null;
    createdAt: string;
    updatedAt: string;
};

/**
 * One try to deliver a message.
 */
export type WebhookAttempt = {
    number: number;
    at: string;
    durationMs: number;
    /**
     * The HTTP status of the answer; null when there was none.
     */
    status: number | null;
    /**
     * Why there was no answer.
     */
    error: string | null;
    /**
     * How the answer's body began.
     */
    excerpt: string | null;
};

/**
 * One message to one endpoint.
 */
export type WebhookDelivery = {
    /**
     * The `webhook-id` of the message, the same for each try.
     */
    id: string;
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    webhookId: string;
    type: string;
    status: 'pending' | 'delivered' | 'failed';
    attempts: number;
    /**
     * When the next try begins, at the earliest.
     */
    nextAt: string | null;
    createdAt: string;
    lastAttempt: WebhookAttempt | null;
};

export type WebhookDeliveryLog = {
    /**
     * The `webhook-id` of the message, the same for each try.
     */
    id: string;
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    webhookId: string;
    type: string;
    status: 'pending' | 'delivered' | 'failed';
    attempts: number;
    /**
     * When the next try begins, at the earliest.
     */
    nextAt: string | null;
    createdAt: string;
    lastAttempt: WebhookAttempt | null;
    /**
     * The very text that is signed and sent.
     */
    payload: string;
    /**
     * The tries, the last one first; no more than a hundred.
     */
    log: Array<WebhookAttempt>;
};

/**
 * A type of event, or all of a subject, those of later versions too.
 */
export type WebhookEvent = 'post.published' | 'post.updated' | 'post.unpublished' | 'post.deleted' | 'post.restored' | 'comment.created' | 'comment.updated' | 'comment.deleted' | 'user.created' | 'user.deleted' | 'post.*' | 'comment.*' | 'user.*';

/**
 * Messages as they would have been sent.
 */
export type WebhookPulled = {
    messages: Array<{
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
        type: string;
        headers: {
            [key: string]: string;
        };
        body: string;
    }>;
    /**
     * Then the endpoint goes, unless it is pulled again.
     */
    expiresAt: string;
};

export type WebhookWithSecret = {
    /**
     * A UUID (version 7, so ids sort by creation).
     */
    id: string;
    /**
     * `push` is called; a `listen` one is read by `tenon webhooks listen` and ends with it.
     */
    kind: 'push' | 'listen';
    url: string | null;
    description: string;
    /**
     * What it is told about; empty for everything.
     */
    events: Array<string>;
    active: boolean;
    disabledAt: string | null;
    disabledReason: 'switched-off' | 'gone' | 'failing' | null;
    /**
     * Since when nothing has succeeded.
     */
    failingSince: string | null;
    /**
     * Until then the secret before signs too.
     */
    previousSecretExpiresAt: string | null;
    createdAt: string;
    updatedAt: string;
    /**
     * Shown this once: verify messages with it (Standard Webhooks).
     */
    secret: string;
};

/**
 * What went wrong (RFC 9457).
 */
export type Problem = {
    /**
     * A page about this kind of problem, on this server.
     */
    type: string;
    /**
     * The kind of problem in words: the same each time.
     */
    title: string;
    /**
     * The HTTP status.
     */
    status: number;
    /**
     * What went wrong, for a person.
     */
    detail: string;
    /**
     * What went wrong, for a program: it never changes.
     */
    reason: 'INVALID_INPUT' | 'MALFORMED_REQUEST' | 'INVALID_CURSOR' | 'TOKEN_EXPIRED_OR_USED' | 'BATCH_REFUSED' | 'AUTHORIZATION_PENDING' | 'EXPIRED_TOKEN' | 'OAUTH_FLOW_INVALID' | 'UNAUTHENTICATED' | 'INVALID_CREDENTIALS' | 'MFA_REQUIRED' | 'MFA_CHALLENGE_INVALID' | 'MFA_CODE_INVALID' | 'PASSKEY_INVALID' | 'SIGNATURE_INVALID' | 'REFRESH_TOKEN_INVALID' | 'REFRESH_REUSED' | 'OAUTH_REJECTED' | 'FORBIDDEN' | 'SCOPE_MISSING' | 'SCOPE_NOT_YOURS' | 'SUDO_REQUIRED' | 'MFA_ENROLMENT_REQUIRED' | 'CSRF_REJECTED' | 'ACCESS_DENIED' | 'FILE_LINK_INVALID' | 'ACCOUNT_DISABLED' | 'IMPERSONATION_DENIED' | 'OAUTH_DENIED' | 'NOT_FOUND' | 'USER_NOT_FOUND' | 'SESSION_NOT_FOUND' | 'API_KEY_NOT_FOUND' | 'PROVIDER_NOT_FOUND' | 'IDENTITY_NOT_FOUND' | 'POST_NOT_FOUND' | 'REVISION_NOT_FOUND' | 'FILE_NOT_FOUND' | 'COMMENT_NOT_FOUND' | 'JOB_NOT_FOUND' | 'WEBHOOK_NOT_FOUND' | 'DELIVERY_NOT_FOUND' | 'EXPORT_NOT_FOUND' | 'PASSKEY_NOT_FOUND' | 'DEVICE_NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'NOT_ACCEPTABLE' | 'TIMEOUT' | 'EMAIL_TAKEN' | 'USERNAME_TAKEN' | 'LINK_REQUIRED' | 'IDENTITY_TAKEN' | 'LAST_METHOD' | 'POST_ALREADY_PUBLISHED' | 'POST_NOT_PUBLISHED' | 'POST_NOT_DELETED' | 'MFA_ALREADY_ENABLED' | 'MFA_NOT_ENABLED' | 'PASSKEY_LIMIT' | 'LAST_ADMIN' | 'API_KEY_LIMIT' | 'ADMIN_EXISTS' | 'ADDRESS_UNVERIFIED' | 'SELF_FOLLOW' | 'WEBHOOK_LIMIT' | 'WEBHOOK_DISABLED' | 'FILE_NOT_UPLOADED' | 'QUOTA_EXCEEDED' | 'CONFLICT' | 'IDEMPOTENCY_IN_FLIGHT' | 'PRECONDITION_FAILED' | 'PAYLOAD_TOO_LARGE' | 'FILE_TOO_LARGE' | 'UNSUPPORTED_MEDIA_TYPE' | 'UNSUPPORTED_FILE_TYPE' | 'RANGE_NOT_SATISFIABLE' | 'INVALID_IMAGE' | 'SIZE_MISMATCH' | 'CHECKSUM_MISMATCH' | 'WEAK_PASSWORD' | 'OAUTH_EMAIL_MISSING' | 'IDEMPOTENCY_MISMATCH' | 'PRECONDITION_REQUIRED' | 'TOO_MANY_STREAMS' | 'RATE_LIMITED' | 'TOO_MANY_ATTEMPTS' | 'SLOW_DOWN' | 'CLIENT_CLOSED_REQUEST' | 'INTERNAL' | 'UNAVAILABLE' | 'AUTH_BUSY' | 'PROVIDER_UNAVAILABLE';
    /**
     * tRPC's name of the status.
     */
    code: string;
    /**
     * Which inputs are wrong.
     */
    fields?: Array<{
        /**
         * Where: keys and indexes from the input's root.
         */
        path: Array<string | number>;
        /**
         * What is wrong, for a program.
         */
        code: string;
        /**
         * What is wrong, for a person.
         */
        message: string;
    }>;
    /**
     * Seconds to wait before the next try.
     */
    retryAfter?: number;
    /**
     * With MFA_REQUIRED: what `POST /auth/login/mfa` wants.
     */
    challenge?: string;
    /**
     * With MFA_REQUIRED: how the second factor can be shown.
     */
    methods?: Array<'code' | 'passkey' | 'recoveryCode'>;
    /**
     * The line of the log that tells more.
     */
    requestId: string;
};

export type AuditListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * Whose account acted.
         */
        actor?: string;
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        impersonator?: string;
        /**
         * Whose account it is about.
         */
        subject?: string;
        action?: AuditAction;
        outcome?: 'success' | 'failure';
        /**
         * Then or later.
         */
        from?: string;
        /**
         * Before then.
         */
        to?: string;
    };
    url: '/audit';
};

export type AuditListErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuditListError = AuditListErrors[keyof AuditListErrors];

export type AuditListResponses = {
    /**
     * OK
     */
    200: {
        items: Array<AuditEvent>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
    };
};

export type AuditListResponse = AuditListResponses[keyof AuditListResponses];

export type AuditVerifyData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * A place and its hash, as a line `audit checkpoint` of the log tells them.
         */
        checkpoint?: string;
    };
    url: '/audit/verify';
};

export type AuditVerifyErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuditVerifyError = AuditVerifyErrors[keyof AuditVerifyErrors];

export type AuditVerifyResponses = {
    /**
     * OK
     */
    200: AuditVerified;
};

export type AuditVerifyResponse = AuditVerifyResponses[keyof AuditVerifyResponses];

export type AuthRegisterData = {
    body: {
        /**
         * An e-mail address (RFC 5321 length).
         */
        email: string;
        /**
         * 12 to 128 characters, not built from common words or from the account's own.
         */
        password: string;
        name: unknown & unknown;
        /**
         * Made from the name when absent.
         */
        username?: string;
        /**
         * `cookie` sets the session cookie; `bearer` returns the token for an Authorization header; `tokens` returns an access token of five minutes for it, and a refresh token.
         */
        mode?: 'cookie' | 'bearer' | 'tokens';
    };
    path?: never;
    query?: never;
    url: '/auth/register';
};

export type AuthRegisterErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Conflict
     * - `EMAIL_TAKEN`: There is an account with this e-mail address.
     * - `USERNAME_TAKEN`: This username is taken.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Unprocessable Entity
     * - `WEAK_PASSWORD`: The password is too easy to guess.
     */
    422: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `AUTH_BUSY`: Too many sign-ins at once. Try again shortly.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthRegisterError = AuthRegisterErrors[keyof AuthRegisterErrors];

export type AuthRegisterResponses = {
    /**
     * Created
     */
    201: Registered;
    /**
     * Accepted
     */
    202: Registered;
};

export type AuthRegisterResponse = AuthRegisterResponses[keyof AuthRegisterResponses];

export type AuthLoginData = {
    body: {
        /**
         * An e-mail address (RFC 5321 length).
         */
        email: string;
        password: string;
        /**
         * `cookie` sets the session cookie; `bearer` returns the token for an Authorization header; `tokens` returns an access token of five minutes for it, and a refresh token.
         */
        mode?: 'cookie' | 'bearer' | 'tokens';
        /**
         * Whether the session outlives the browser; if not, it ends after 12 hours without use as well.
         */
        remember?: boolean;
    };
    path?: never;
    query?: never;
    url: '/auth/login';
};

export type AuthLoginErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     * - `INVALID_CREDENTIALS`: The e-mail address or the password is wrong.
     * - `MFA_REQUIRED`: Show your second factor to go on.
     */
    401: Problem;
    /**
     * Forbidden
     * - `ACCOUNT_DISABLED`: This account is disabled.
     */
    403: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     * - `TOO_MANY_ATTEMPTS`: Too many failed attempts. Wait before you try again.
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `AUTH_BUSY`: Too many sign-ins at once. Try again shortly.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthLoginError = AuthLoginErrors[keyof AuthLoginErrors];

export type AuthLoginResponses = {
    /**
     * OK
     */
    200: SignedIn;
};

export type AuthLoginResponse = AuthLoginResponses[keyof AuthLoginResponses];

export type AuthLoginMfaData = {
    body: {
        /**
         * From the error MFA_REQUIRED.
         */
        challenge: string;
        /**
         * The six digits that the authenticator app shows.
         */
        code?: string;
        /**
         * One of the account's recovery codes.
         */
        recoveryCode?: string;
        passkey?: PasskeyAnswer;
        /**
         * `cookie` sets the session cookie; `bearer` returns the token for an Authorization header; `tokens` returns an access token of five minutes for it, and a refresh token.
         */
        mode?: 'cookie' | 'bearer' | 'tokens';
        /**
         * Whether the session outlives the browser; if not, it ends after 12 hours without use as well.
         */
        remember?: boolean;
    };
    path?: never;
    query?: never;
    url: '/auth/login/mfa';
};

export type AuthLoginMfaErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     * - `MFA_CHALLENGE_INVALID`: This sign-in has expired or was tried too often. Begin again.
     * - `MFA_CODE_INVALID`: The code is wrong, has expired or was used before.
     * - `PASSKEY_INVALID`: The passkey is not known here, or could not be verified.
     */
    401: Problem;
    /**
     * Forbidden
     * - `ACCOUNT_DISABLED`: This account is disabled.
     */
    403: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     * - `TOO_MANY_ATTEMPTS`: Too many failed attempts. Wait before you try again.
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `AUTH_BUSY`: Too many sign-ins at once. Try again shortly.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthLoginMfaError = AuthLoginMfaErrors[keyof AuthLoginMfaErrors];

export type AuthLoginMfaResponses = {
    /**
     * OK
     */
    200: SignedIn;
};

export type AuthLoginMfaResponse = AuthLoginMfaResponses[keyof AuthLoginMfaResponses];

export type AuthPasskeyOptionsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/auth/passkeys/options';
};

export type AuthPasskeyOptionsErrors = {
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthPasskeyOptionsError = AuthPasskeyOptionsErrors[keyof AuthPasskeyOptionsErrors];

export type AuthPasskeyOptionsResponses = {
    /**
     * OK
     */
    200: PasskeyRequestOptions;
};

export type AuthPasskeyOptionsResponse = AuthPasskeyOptionsResponses[keyof AuthPasskeyOptionsResponses];

export type AuthPasskeyLoginData = {
    body: {
        passkey: PasskeyAnswer;
        /**
         * `cookie` sets the session cookie; `bearer` returns the token for an Authorization header; `tokens` returns an access token of five minutes for it, and a refresh token.
         */
        mode?: 'cookie' | 'bearer' | 'tokens';
        /**
         * Whether the session outlives the browser; if not, it ends after 12 hours without use as well.
         */
        remember?: boolean;
    };
    path?: never;
    query?: never;
    url: '/auth/passkeys/login';
};

export type AuthPasskeyLoginErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     * - `PASSKEY_INVALID`: The passkey is not known here, or could not be verified.
     */
    401: Problem;
    /**
     * Forbidden
     * - `ACCOUNT_DISABLED`: This account is disabled.
     */
    403: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     * - `TOO_MANY_ATTEMPTS`: Too many failed attempts. Wait before you try again.
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthPasskeyLoginError = AuthPasskeyLoginErrors[keyof AuthPasskeyLoginErrors];

export type AuthPasskeyLoginResponses = {
    /**
     * OK
     */
    200: SignedIn;
};

export type AuthPasskeyLoginResponse = AuthPasskeyLoginResponses[keyof AuthPasskeyLoginResponses];

export type AuthReauthenticateData = {
    body?: {
        password?: string;
        /**
         * The six digits that the authenticator app shows.
         */
        code?: string;
        /**
         * One of the account's recovery codes.
         */
        recoveryCode?: string;
        passkey?: PasskeyAnswer;
    };
    path?: never;
    query?: never;
    url: '/auth/reauthenticate';
};

export type AuthReauthenticateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     * - `INVALID_CREDENTIALS`: The e-mail address or the password is wrong.
     * - `MFA_REQUIRED`: Show your second factor to go on.
     * - `MFA_CODE_INVALID`: The code is wrong, has expired or was used before.
     * - `PASSKEY_INVALID`: The passkey is not known here, or could not be verified.
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     * - `TOO_MANY_ATTEMPTS`: Too many failed attempts. Wait before you try again.
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `AUTH_BUSY`: Too many sign-ins at once. Try again shortly.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthReauthenticateError = AuthReauthenticateErrors[keyof AuthReauthenticateErrors];

export type AuthReauthenticateResponses = {
    /**
     * OK
     */
    200: SignedIn;
};

export type AuthReauthenticateResponse = AuthReauthenticateResponses[keyof AuthReauthenticateResponses];

export type AuthLogoutData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/auth/logout';
};

export type AuthLogoutErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthLogoutError = AuthLogoutErrors[keyof AuthLogoutErrors];

export type AuthLogoutResponses = {
    /**
     * No Content
     */
    204: void;
};

export type AuthLogoutResponse = AuthLogoutResponses[keyof AuthLogoutResponses];

export type AuthVerifyEmailData = {
    body: {
        /**
         * From the link in the mail; it works once.
         */
        token: string;
    };
    path?: never;
    query?: never;
    url: '/auth/verify-email';
};

export type AuthVerifyEmailErrors = {
    /**
     * Bad Request
     * - `TOKEN_EXPIRED_OR_USED`: This link has expired, was used, or was never made.
     */
    400: Problem;
    /**
     * Conflict
     * - `EMAIL_TAKEN`: There is an account with this e-mail address.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthVerifyEmailError = AuthVerifyEmailErrors[keyof AuthVerifyEmailErrors];

export type AuthVerifyEmailResponses = {
    /**
     * No Content
     */
    204: void;
};

export type AuthVerifyEmailResponse = AuthVerifyEmailResponses[keyof AuthVerifyEmailResponses];

export type AuthResendVerificationData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/auth/verify-email/resend';
};

export type AuthResendVerificationErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthResendVerificationError = AuthResendVerificationErrors[keyof AuthResendVerificationErrors];

export type AuthResendVerificationResponses = {
    /**
     * Accepted
     */
    202: unknown;
};

export type AuthForgotPasswordData = {
    body: {
        /**
         * An e-mail address (RFC 5321 length).
         */
        email: string;
    };
    path?: never;
    query?: never;
    url: '/auth/forgot-password';
};

export type AuthForgotPasswordErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthForgotPasswordError = AuthForgotPasswordErrors[keyof AuthForgotPasswordErrors];

export type AuthForgotPasswordResponses = {
    /**
     * Accepted
     */
    202: unknown;
};

export type AuthResetPasswordData = {
    body: {
        /**
         * From the link in the mail; it works once.
         */
        token: string;
        /**
         * 12 to 128 characters, not built from common words or from the account's own.
         */
        password: string;
    };
    path?: never;
    query?: never;
    url: '/auth/reset-password';
};

export type AuthResetPasswordErrors = {
    /**
     * Bad Request
     * - `TOKEN_EXPIRED_OR_USED`: This link has expired, was used, or was never made.
     */
    400: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Unprocessable Entity
     * - `WEAK_PASSWORD`: The password is too easy to guess.
     */
    422: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `AUTH_BUSY`: Too many sign-ins at once. Try again shortly.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthResetPasswordError = AuthResetPasswordErrors[keyof AuthResetPasswordErrors];

export type AuthResetPasswordResponses = {
    /**
     * No Content
     */
    204: void;
};

export type AuthResetPasswordResponse = AuthResetPasswordResponses[keyof AuthResetPasswordResponses];

export type AuthConfirmEmailData = {
    body: {
        /**
         * From the link in the mail; it works once.
         */
        token: string;
    };
    path?: never;
    query?: never;
    url: '/auth/confirm-email';
};

export type AuthConfirmEmailErrors = {
    /**
     * Bad Request
     * - `TOKEN_EXPIRED_OR_USED`: This link has expired, was used, or was never made.
     */
    400: Problem;
    /**
     * Conflict
     * - `EMAIL_TAKEN`: There is an account with this e-mail address.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthConfirmEmailError = AuthConfirmEmailErrors[keyof AuthConfirmEmailErrors];

export type AuthConfirmEmailResponses = {
    /**
     * No Content
     */
    204: void;
};

export type AuthConfirmEmailResponse = AuthConfirmEmailResponses[keyof AuthConfirmEmailResponses];

export type AuthRevertEmailData = {
    body: {
        /**
         * From the link in the mail; it works once.
         */
        token: string;
    };
    path?: never;
    query?: never;
    url: '/auth/revert-email';
};

export type AuthRevertEmailErrors = {
    /**
     * Bad Request
     * - `TOKEN_EXPIRED_OR_USED`: This link has expired, was used, or was never made.
     */
    400: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthRevertEmailError = AuthRevertEmailErrors[keyof AuthRevertEmailErrors];

export type AuthRevertEmailResponses = {
    /**
     * No Content
     */
    204: void;
};

export type AuthRevertEmailResponse = AuthRevertEmailResponses[keyof AuthRevertEmailResponses];

export type AuthKeepAccountData = {
    body: {
        /**
         * From the link in the mail; it works once.
         */
        token: string;
    };
    path?: never;
    query?: never;
    url: '/auth/keep-account';
};

export type AuthKeepAccountErrors = {
    /**
     * Bad Request
     * - `TOKEN_EXPIRED_OR_USED`: This link has expired, was used, or was never made.
     */
    400: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthKeepAccountError = AuthKeepAccountErrors[keyof AuthKeepAccountErrors];

export type AuthKeepAccountResponses = {
    /**
     * No Content
     */
    204: void;
};

export type AuthKeepAccountResponse = AuthKeepAccountResponses[keyof AuthKeepAccountResponses];

export type AuthUnlockData = {
    body: {
        /**
         * From the link in the mail; it works once.
         */
        token: string;
    };
    path?: never;
    query?: never;
    url: '/auth/unlock';
};

export type AuthUnlockErrors = {
    /**
     * Bad Request
     * - `TOKEN_EXPIRED_OR_USED`: This link has expired, was used, or was never made.
     */
    400: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthUnlockError = AuthUnlockErrors[keyof AuthUnlockErrors];

export type AuthUnlockResponses = {
    /**
     * No Content
     */
    204: void;
};

export type AuthUnlockResponse = AuthUnlockResponses[keyof AuthUnlockResponses];

export type AuthTokenData = {
    body?: {
        /**
         * Who is to take it: one of ACCESS_TOKEN_AUDIENCES, or this server. Default: the first of them.
         */
        audience?: string;
        /**
         * What it is good for; all that you may do when absent.
         */
        scopes?: Array<Permission>;
    };
    path?: never;
    query?: never;
    url: '/auth/token';
};

export type AuthTokenErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `FORBIDDEN`: You may not do this.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthTokenError = AuthTokenErrors[keyof AuthTokenErrors];

export type AuthTokenResponses = {
    /**
     * OK
     */
    200: AccessToken;
};

export type AuthTokenResponse = AuthTokenResponses[keyof AuthTokenResponses];

export type AuthRefreshData = {
    body: {
        refreshToken: string;
    };
    path?: never;
    query?: never;
    url: '/auth/token/refresh';
};

export type AuthRefreshErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     * - `REFRESH_TOKEN_INVALID`: The refresh token does not hold. Sign in again.
     * - `REFRESH_REUSED`: The refresh token was used before, so its session has been ended.
     */
    401: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     * - `RATE_LIMITED`: Too many calls. Wait before the next one.
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthRefreshError = AuthRefreshErrors[keyof AuthRefreshErrors];

export type AuthRefreshResponses = {
    /**
     * OK
     */
    200: Tokens;
};

export type AuthRefreshResponse = AuthRefreshResponses[keyof AuthRefreshResponses];

export type AuthDeviceStartData = {
    body?: {
        /**
         * What it is called, for whoever approves it.
         */
        clientName?: unknown & unknown;
        /**
         * What it wants to do; all that its user may do when absent.
         */
        scopes?: Array<Permission>;
    };
    path?: never;
    query?: never;
    url: '/auth/device';
};

export type AuthDeviceStartErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthDeviceStartError = AuthDeviceStartErrors[keyof AuthDeviceStartErrors];

export type AuthDeviceStartResponses = {
    /**
     * OK
     */
    200: DeviceStarted;
};

export type AuthDeviceStartResponse = AuthDeviceStartResponses[keyof AuthDeviceStartResponses];

export type AuthDeviceClaimData = {
    body: {
        /**
         * As the program shows it; dashes, spaces and case do not matter.
         */
        userCode: string;
    };
    path?: never;
    query?: never;
    url: '/auth/device/claim';
};

export type AuthDeviceClaimErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `DEVICE_NOT_FOUND`: No program waits with this code.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     * - `TOO_MANY_ATTEMPTS`: Too many failed attempts. Wait before you try again.
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthDeviceClaimError = AuthDeviceClaimErrors[keyof AuthDeviceClaimErrors];

export type AuthDeviceClaimResponses = {
    /**
     * OK
     */
    200: DeviceRequest;
};

export type AuthDeviceClaimResponse = AuthDeviceClaimResponses[keyof AuthDeviceClaimResponses];

export type AuthDeviceApproveData = {
    body: {
        /**
         * As the program shows it; dashes, spaces and case do not matter.
         */
        userCode: string;
        /**
         * False turns it away.
         */
        approve?: boolean;
    };
    path?: never;
    query?: never;
    url: '/auth/device/approve';
};

export type AuthDeviceApproveErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `DEVICE_NOT_FOUND`: No program waits with this code.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     * - `TOO_MANY_ATTEMPTS`: Too many failed attempts. Wait before you try again.
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthDeviceApproveError = AuthDeviceApproveErrors[keyof AuthDeviceApproveErrors];

export type AuthDeviceApproveResponses = {
    /**
     * No Content
     */
    204: void;
};

export type AuthDeviceApproveResponse = AuthDeviceApproveResponses[keyof AuthDeviceApproveResponses];

export type AuthDevicePollData = {
    body: {
        deviceCode: string;
    };
    path?: never;
    query?: never;
    url: '/auth/device/token';
};

export type AuthDevicePollErrors = {
    /**
     * Bad Request
     * - `AUTHORIZATION_PENDING`: Nobody has let the program in yet.
     * - `EXPIRED_TOKEN`: The code has expired, was used, or was never made.
     */
    400: Problem;
    /**
     * Forbidden
     * - `ACCESS_DENIED`: The program was turned away.
     * - `ACCOUNT_DISABLED`: This account is disabled.
     */
    403: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     * - `SLOW_DOWN`: The program asks too often.
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthDevicePollError = AuthDevicePollErrors[keyof AuthDevicePollErrors];

export type AuthDevicePollResponses = {
    /**
     * OK
     */
    200: SignedIn;
};

export type AuthDevicePollResponse = AuthDevicePollResponses[keyof AuthDevicePollResponses];

export type AuthProvidersData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/auth/providers';
};

export type AuthProvidersErrors = {
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthProvidersError = AuthProvidersErrors[keyof AuthProvidersErrors];

export type AuthProvidersResponses = {
    /**
     * OK
     */
    200: {
        items: Array<Provider>;
    };
};

export type AuthProvidersResponse = AuthProvidersResponses[keyof AuthProvidersResponses];

export type AuthOauthStartData = {
    body?: never;
    path: {
        /**
         * The provider's id, as `auth.providers` lists it.
         */
        provider: string;
    };
    query?: {
        /**
         * Where the browser goes in the end: a path of the web app, or an address of a trusted origin.
         */
        returnTo?: string;
        /**
         * Where the provider sends the browser: to this server, which finishes and goes on to `returnTo`; or to the web app's `/auth/callback/{provider}`, which calls `auth.oauthCallback`.
         */
        finish?: 'server' | 'app';
    };
    url: '/auth/oauth/{provider}';
};

export type AuthOauthStartErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Not Found
     * - `PROVIDER_NOT_FOUND`: There is no such provider to sign in with.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `PROVIDER_UNAVAILABLE`: The provider cannot be reached right now. Try again shortly, or sign in another way.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthOauthStartError = AuthOauthStartErrors[keyof AuthOauthStartErrors];

export type AuthOauthStartResponses = {
    /**
     * OK
     */
    200: FlowStarted;
};

export type AuthOauthStartResponse = AuthOauthStartResponses[keyof AuthOauthStartResponses];

export type AuthOauthCallbackData = {
    body: {
        state: string;
        code?: string;
        error?: string;
        /**
         * As it came, if it came.
         */
        iss?: string;
        /**
         * `cookie` sets the session cookie; `bearer` returns the token for an Authorization header; `tokens` returns an access token of five minutes for it, and a refresh token.
         */
        mode?: 'cookie' | 'bearer' | 'tokens';
        /**
         * Whether the session outlives the browser; if not, it ends after 12 hours without use as well.
         */
        remember?: boolean;
    };
    path: {
        /**
         * The provider's id, as `auth.providers` lists it.
         */
        provider: string;
    };
    query?: never;
    url: '/auth/oauth/{provider}/callback';
};

export type AuthOauthCallbackErrors = {
    /**
     * Bad Request
     * - `OAUTH_FLOW_INVALID`: This sign-in is over, or was not begun in this browser.
     */
    400: Problem;
    /**
     * Unauthorized
     * - `OAUTH_REJECTED`: What the provider answered could not be verified.
     * - `MFA_REQUIRED`: Show your second factor to go on.
     */
    401: Problem;
    /**
     * Forbidden
     * - `OAUTH_DENIED`: The provider did not sign you in, or you did not let it.
     * - `ACCOUNT_DISABLED`: This account is disabled.
     */
    403: Problem;
    /**
     * Not Found
     * - `PROVIDER_NOT_FOUND`: There is no such provider to sign in with.
     */
    404: Problem;
    /**
     * Conflict
     * - `LINK_REQUIRED`: There is an account with this address. Sign in to it, then link the provider.
     * - `IDENTITY_TAKEN`: This identity belongs to another account.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Unprocessable Entity
     * - `OAUTH_EMAIL_MISSING`: The provider gave no e-mail address that an account could have.
     */
    422: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `PROVIDER_UNAVAILABLE`: The provider cannot be reached right now. Try again shortly, or sign in another way.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type AuthOauthCallbackError = AuthOauthCallbackErrors[keyof AuthOauthCallbackErrors];

export type AuthOauthCallbackResponses = {
    /**
     * OK
     */
    200: FlowFinished;
};

export type AuthOauthCallbackResponse = AuthOauthCallbackResponses[keyof AuthOauthCallbackResponses];

export type CommentsListData = {
    body?: never;
    path: {
        /**
         * The post's id or slug.
         */
        postId: string;
    };
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        sort?: 'oldest' | 'newest';
    };
    url: '/posts/{postId}/comments';
};

export type CommentsListErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type CommentsListError = CommentsListErrors[keyof CommentsListErrors];

export type CommentsListResponses = {
    /**
     * OK
     */
    200: {
        items: Array<Comment>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
    };
};

export type CommentsListResponse = CommentsListResponses[keyof CommentsListResponses];

export type CommentsCreateData = {
    body: {
        /**
         * Markdown; HTML and script links are refused.
         */
        body: string;
    };
    headers?: {
        /**
         * Chosen by the client, a UUID for example: repeated with the same key and body, the call runs once.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * The post's id or slug.
         */
        postId: string;
    };
    query?: never;
    url: '/posts/{postId}/comments';
};

export type CommentsCreateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Conflict
     * - `IDEMPOTENCY_IN_FLIGHT`: The first call with this Idempotency-Key is still running.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Unprocessable Entity
     * - `IDEMPOTENCY_MISMATCH`: This Idempotency-Key was used with another payload.
     */
    422: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type CommentsCreateError = CommentsCreateErrors[keyof CommentsCreateErrors];

export type CommentsCreateResponses = {
    /**
     * Created
     */
    201: Comment;
};

export type CommentsCreateResponse = CommentsCreateResponses[keyof CommentsCreateResponses];

export type CommentsDeleteData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/comments/{id}';
};

export type CommentsDeleteErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `COMMENT_NOT_FOUND`: There is no such comment.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type CommentsDeleteError = CommentsDeleteErrors[keyof CommentsDeleteErrors];

export type CommentsDeleteResponses = {
    /**
     * No Content
     */
    204: void;
};

export type CommentsDeleteResponse = CommentsDeleteResponses[keyof CommentsDeleteResponses];

export type CommentsUpdateData = {
    body: {
        /**
         * Markdown; HTML and script links are refused.
         */
        body: string;
    };
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/comments/{id}';
};

export type CommentsUpdateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `COMMENT_NOT_FOUND`: There is no such comment.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type CommentsUpdateError = CommentsUpdateErrors[keyof CommentsUpdateErrors];

export type CommentsUpdateResponses = {
    /**
     * OK
     */
    200: Comment;
};

export type CommentsUpdateResponse = CommentsUpdateResponses[keyof CommentsUpdateResponses];

export type FilesListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        kind?: FileKind;
    };
    url: '/files';
};

export type FilesListErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type FilesListError = FilesListErrors[keyof FilesListErrors];

export type FilesListResponses = {
    /**
     * OK
     */
    200: {
        items: Array<File>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
    };
};

export type FilesListResponse = FilesListResponses[keyof FilesListResponses];

export type FilesUploadData = {
    body: {
        /**
         * Its type is read from its bytes, not from what is said of them.
         */
        file: Blob | File;
        /**
         * Anybody may read it, for pictures in posts and profiles; else only its owner may.
         */
        public?: boolean;
    };
    path?: never;
    query?: never;
    url: '/files';
};

export type FilesUploadErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Conflict
     * - `QUOTA_EXCEEDED`: There is no room left for your files.
     */
    409: Problem;
    /**
     * Payload Too Large
     * - `FILE_TOO_LARGE`: The file is too large.
     */
    413: Problem;
    /**
     * Unsupported Media Type
     * - `UNSUPPORTED_FILE_TYPE`: Files of this type are not taken.
     */
    415: Problem;
    /**
     * Unprocessable Entity
     * - `INVALID_IMAGE`: The image cannot be read, or has too many pixels.
     */
    422: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type FilesUploadError = FilesUploadErrors[keyof FilesUploadErrors];

export type FilesUploadResponses = {
    /**
     * Created
     */
    201: File;
};

export type FilesUploadResponse = FilesUploadResponses[keyof FilesUploadResponses];

export type FilesUsageData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/files/usage';
};

export type FilesUsageErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type FilesUsageError = FilesUsageErrors[keyof FilesUsageErrors];

export type FilesUsageResponses = {
    /**
     * OK
     */
    200: FileUsage;
};

export type FilesUsageResponse = FilesUsageResponses[keyof FilesUsageResponses];

export type FilesCreateUploadData = {
    body: {
        /**
         * As the owner calls it, without a path.
         */
        name: unknown & unknown & unknown;
        /**
         * Exactly as many bytes as will be sent.
         */
        size: number;
        mime: string;
        /**
         * Of the bytes that will be sent; others are then refused.
         */
        sha256?: string;
        /**
         * Anybody may read it, for pictures in posts and profiles; else only its owner may.
         */
        public?: boolean;
    };
    path?: never;
    query?: never;
    url: '/files/uploads';
};

export type FilesCreateUploadErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Conflict
     * - `QUOTA_EXCEEDED`: There is no room left for your files.
     */
    409: Problem;
    /**
     * Payload Too Large
     * - `FILE_TOO_LARGE`: The file is too large.
     */
    413: Problem;
    /**
     * Unsupported Media Type
     * - `UNSUPPORTED_FILE_TYPE`: Files of this type are not taken.
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type FilesCreateUploadError = FilesCreateUploadErrors[keyof FilesCreateUploadErrors];

export type FilesCreateUploadResponses = {
    /**
     * Created
     */
    201: UploadTarget;
};

export type FilesCreateUploadResponse = FilesCreateUploadResponses[keyof FilesCreateUploadResponses];

export type FilesCompleteData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/files/{id}/complete';
};

export type FilesCompleteErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `FILE_NOT_FOUND`: There is no such file.
     */
    404: Problem;
    /**
     * Conflict
     * - `FILE_NOT_UPLOADED`: The bytes of this file have not arrived.
     * - `CONFLICT`: Another change came first. Try again.
     * - `QUOTA_EXCEEDED`: There is no room left for your files.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     * - `UNSUPPORTED_FILE_TYPE`: Files of this type are not taken.
     */
    415: Problem;
    /**
     * Unprocessable Entity
     * - `SIZE_MISMATCH`: The bytes are not as many as was said.
     * - `CHECKSUM_MISMATCH`: The bytes are not those that the checksum was made of.
     * - `INVALID_IMAGE`: The image cannot be read, or has too many pixels.
     */
    422: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type FilesCompleteError = FilesCompleteErrors[keyof FilesCompleteErrors];

export type FilesCompleteResponses = {
    /**
     * OK
     */
    200: File;
};

export type FilesCompleteResponse = FilesCompleteResponses[keyof FilesCompleteResponses];

export type FilesDeleteData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/files/{id}';
};

export type FilesDeleteErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `FILE_NOT_FOUND`: There is no such file.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type FilesDeleteError = FilesDeleteErrors[keyof FilesDeleteErrors];

export type FilesDeleteResponses = {
    /**
     * No Content
     */
    204: void;
};

export type FilesDeleteResponse = FilesDeleteResponses[keyof FilesDeleteResponses];

export type FilesGetData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/files/{id}';
};

export type FilesGetErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `FILE_NOT_FOUND`: There is no such file.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type FilesGetError = FilesGetErrors[keyof FilesGetErrors];

export type FilesGetResponses = {
    /**
     * OK
     */
    200: File;
};

export type FilesGetResponse = FilesGetResponses[keyof FilesGetResponses];

export type FilesLinksData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/files/{id}/links';
};

export type FilesLinksErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `FILE_NOT_FOUND`: There is no such file.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type FilesLinksError = FilesLinksErrors[keyof FilesLinksErrors];

export type FilesLinksResponses = {
    /**
     * OK
     */
    200: FileLinks;
};

export type FilesLinksResponse = FilesLinksResponses[keyof FilesLinksResponses];

export type JobsListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * The kind of job.
         */
        name?: string;
        state?: JobState;
    };
    url: '/jobs';
};

export type JobsListErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type JobsListError = JobsListErrors[keyof JobsListErrors];

export type JobsListResponses = {
    /**
     * OK
     */
    200: {
        items: Array<Job>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
    };
};

export type JobsListResponse = JobsListResponses[keyof JobsListResponses];

export type JobsQueuesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/jobs/queues';
};

export type JobsQueuesErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type JobsQueuesError = JobsQueuesErrors[keyof JobsQueuesErrors];

export type JobsQueuesResponses = {
    /**
     * OK
     */
    200: {
        items: Array<JobQueueStats>;
    };
};

export type JobsQueuesResponse = JobsQueuesResponses[keyof JobsQueuesResponses];

export type JobsRetryData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/jobs/{id}/retry';
};

export type JobsRetryErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `JOB_NOT_FOUND`: There is no such job, or it is not in a state for this.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type JobsRetryError = JobsRetryErrors[keyof JobsRetryErrors];

export type JobsRetryResponses = {
    /**
     * No Content
     */
    204: void;
};

export type JobsRetryResponse = JobsRetryResponses[keyof JobsRetryResponses];

export type JobsCancelData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/jobs/{id}/cancel';
};

export type JobsCancelErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `JOB_NOT_FOUND`: There is no such job, or it is not in a state for this.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type JobsCancelError = JobsCancelErrors[keyof JobsCancelErrors];

export type JobsCancelResponses = {
    /**
     * No Content
     */
    204: void;
};

export type JobsCancelResponse = JobsCancelResponses[keyof JobsCancelResponses];

export type JobsRedriveData = {
    body?: {
        /**
         * The kind of job.
         */
        name?: string;
    };
    path?: never;
    query?: never;
    url: '/jobs/redrive';
};

export type JobsRedriveErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type JobsRedriveError = JobsRedriveErrors[keyof JobsRedriveErrors];

export type JobsRedriveResponses = {
    /**
     * OK
     */
    200: {
        /**
         * How many wait again.
         */
        count: number;
    };
};

export type JobsRedriveResponse = JobsRedriveResponses[keyof JobsRedriveResponses];

export type MeDeleteData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me';
};

export type MeDeleteErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Conflict
     * - `LAST_ADMIN`: The last active administrator must stay one.
     */
    409: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeDeleteError = MeDeleteErrors[keyof MeDeleteErrors];

export type MeDeleteResponses = {
    /**
     * No Content
     */
    204: void;
};

export type MeDeleteResponse = MeDeleteResponses[keyof MeDeleteResponses];

export type MeGetData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me';
};

export type MeGetErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeGetError = MeGetErrors[keyof MeGetErrors];

export type MeGetResponses = {
    /**
     * OK
     */
    200: Me;
};

export type MeGetResponse = MeGetResponses[keyof MeGetResponses];

export type MeUpdateData = {
    body?: {
        /**
         * Unique; lower case letters, digits, `-` and `_`.
         */
        username?: string;
        name?: unknown & unknown;
        bio?: string;
        image?: string | null;
        notifications?: {
            follower?: NotifyBy;
            comment?: NotifyBy;
            post?: NotifyBy;
        };
    };
    path?: never;
    query?: never;
    url: '/me';
};

export type MeUpdateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Conflict
     * - `USERNAME_TAKEN`: This username is taken.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeUpdateError = MeUpdateErrors[keyof MeUpdateErrors];

export type MeUpdateResponses = {
    /**
     * OK
     */
    200: Me;
};

export type MeUpdateResponse = MeUpdateResponses[keyof MeUpdateResponses];

export type MeChangePasswordData = {
    body: {
        currentPassword: string;
        /**
         * 12 to 128 characters, not built from common words or from the account's own.
         */
        newPassword: string;
        /**
         * Whether all other sessions end.
         */
        revokeOthers?: boolean;
    };
    path?: never;
    query?: never;
    url: '/me/password';
};

export type MeChangePasswordErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     * - `INVALID_CREDENTIALS`: The e-mail address or the password is wrong.
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Conflict
     * - `CONFLICT`: Another change came first. Try again.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Unprocessable Entity
     * - `WEAK_PASSWORD`: The password is too easy to guess.
     */
    422: Problem;
    /**
     * Too Many Requests
     * - `TOO_MANY_ATTEMPTS`: Too many failed attempts. Wait before you try again.
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `AUTH_BUSY`: Too many sign-ins at once. Try again shortly.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeChangePasswordError = MeChangePasswordErrors[keyof MeChangePasswordErrors];

export type MeChangePasswordResponses = {
    /**
     * OK
     */
    200: SignedIn;
};

export type MeChangePasswordResponse = MeChangePasswordResponses[keyof MeChangePasswordResponses];

export type MeChangeEmailData = {
    body: {
        /**
         * An e-mail address (RFC 5321 length).
         */
        email: string;
    };
    path?: never;
    query?: never;
    url: '/me/email';
};

export type MeChangeEmailErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeChangeEmailError = MeChangeEmailErrors[keyof MeChangeEmailErrors];

export type MeChangeEmailResponses = {
    /**
     * Accepted
     */
    202: unknown;
};

export type MeActivityData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * Then or later.
         */
        from?: string;
        /**
         * Before then.
         */
        to?: string;
    };
    url: '/me/activity';
};

export type MeActivityErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeActivityError = MeActivityErrors[keyof MeActivityErrors];

export type MeActivityResponses = {
    /**
     * OK
     */
    200: {
        items: Array<Activity>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
    };
};

export type MeActivityResponse = MeActivityResponses[keyof MeActivityResponses];

export type MeLatestExportData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/export';
};

export type MeLatestExportErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `EXPORT_NOT_FOUND`: There is no export of your data, or it has expired.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeLatestExportError = MeLatestExportErrors[keyof MeLatestExportErrors];

export type MeLatestExportResponses = {
    /**
     * OK
     */
    200: DataExport;
};

export type MeLatestExportResponse = MeLatestExportResponses[keyof MeLatestExportResponses];

export type MeExportData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/export';
};

export type MeExportErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeExportError = MeExportErrors[keyof MeExportErrors];

export type MeExportResponses = {
    /**
     * Accepted
     */
    202: DataExport;
};

export type MeExportResponse = MeExportResponses[keyof MeExportResponses];

export type MeSessionsRevokeOthersData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/sessions';
};

export type MeSessionsRevokeOthersErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeSessionsRevokeOthersError = MeSessionsRevokeOthersErrors[keyof MeSessionsRevokeOthersErrors];

export type MeSessionsRevokeOthersResponses = {
    /**
     * No Content
     */
    204: void;
};

export type MeSessionsRevokeOthersResponse = MeSessionsRevokeOthersResponses[keyof MeSessionsRevokeOthersResponses];

export type MeSessionsListData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/sessions';
};

export type MeSessionsListErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeSessionsListError = MeSessionsListErrors[keyof MeSessionsListErrors];

export type MeSessionsListResponses = {
    /**
     * OK
     */
    200: SessionInfos;
};

export type MeSessionsListResponse = MeSessionsListResponses[keyof MeSessionsListResponses];

export type MeSessionsRevokeData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/me/sessions/{id}';
};

export type MeSessionsRevokeErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `SESSION_NOT_FOUND`: There is no such session of yours.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeSessionsRevokeError = MeSessionsRevokeErrors[keyof MeSessionsRevokeErrors];

export type MeSessionsRevokeResponses = {
    /**
     * No Content
     */
    204: void;
};

export type MeSessionsRevokeResponse = MeSessionsRevokeResponses[keyof MeSessionsRevokeResponses];

export type MeApiKeysListData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/api-keys';
};

export type MeApiKeysListErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeApiKeysListError = MeApiKeysListErrors[keyof MeApiKeysListErrors];

export type MeApiKeysListResponses = {
    /**
     * OK
     */
    200: ApiKeys;
};

export type MeApiKeysListResponse = MeApiKeysListResponses[keyof MeApiKeysListResponses];

export type MeApiKeysCreateData = {
    body: {
        name: string;
        /**
         * What it may do of that which you may; it loses what you lose.
         */
        scopes: Array<Permission>;
        /**
         * Addresses and CIDR blocks from which it may be used; none: from anywhere.
         */
        allowedIps?: Array<string | string | string | string>;
        /**
         * Null: never, which is for machines that you will remember.
         */
        expiresInDays?: number | null;
    };
    path?: never;
    query?: never;
    url: '/me/api-keys';
};

export type MeApiKeysCreateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     * - `SCOPE_NOT_YOURS`: A key can only be given what you may do yourself.
     */
    403: Problem;
    /**
     * Conflict
     * - `API_KEY_LIMIT`: You have as many API keys as you may.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeApiKeysCreateError = MeApiKeysCreateErrors[keyof MeApiKeysCreateErrors];

export type MeApiKeysCreateResponses = {
    /**
     * Created
     */
    201: ApiKeyWithSecret;
};

export type MeApiKeysCreateResponse = MeApiKeysCreateResponses[keyof MeApiKeysCreateResponses];

export type MeApiKeysRotateData = {
    body?: {
        /**
         * How long the present one goes on working.
         */
        overlapHours?: number;
    };
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/me/api-keys/{id}/rotate';
};

export type MeApiKeysRotateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `API_KEY_NOT_FOUND`: There is no such API key of yours.
     */
    404: Problem;
    /**
     * Conflict
     * - `API_KEY_LIMIT`: You have as many API keys as you may.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeApiKeysRotateError = MeApiKeysRotateErrors[keyof MeApiKeysRotateErrors];

export type MeApiKeysRotateResponses = {
    /**
     * Created
     */
    201: ApiKeyWithSecret;
};

export type MeApiKeysRotateResponse = MeApiKeysRotateResponses[keyof MeApiKeysRotateResponses];

export type MeApiKeysRevokeData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/me/api-keys/{id}';
};

export type MeApiKeysRevokeErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `API_KEY_NOT_FOUND`: There is no such API key of yours.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeApiKeysRevokeError = MeApiKeysRevokeErrors[keyof MeApiKeysRevokeErrors];

export type MeApiKeysRevokeResponses = {
    /**
     * No Content
     */
    204: void;
};

export type MeApiKeysRevokeResponse = MeApiKeysRevokeResponses[keyof MeApiKeysRevokeResponses];

export type MeMfaDisableData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/mfa';
};

export type MeMfaDisableErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Conflict
     * - `MFA_NOT_ENABLED`: There is no second factor.
     * - `LAST_METHOD`: This is the only way to sign in that the account has.
     */
    409: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeMfaDisableError = MeMfaDisableErrors[keyof MeMfaDisableErrors];

export type MeMfaDisableResponses = {
    /**
     * No Content
     */
    204: void;
};

export type MeMfaDisableResponse = MeMfaDisableResponses[keyof MeMfaDisableResponses];

export type MeMfaGetData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/mfa';
};

export type MeMfaGetErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeMfaGetError = MeMfaGetErrors[keyof MeMfaGetErrors];

export type MeMfaGetResponses = {
    /**
     * OK
     */
    200: MfaState;
};

export type MeMfaGetResponse = MeMfaGetResponses[keyof MeMfaGetResponses];

export type MeMfaStartData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/mfa';
};

export type MeMfaStartErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Conflict
     * - `MFA_ALREADY_ENABLED`: There is an authenticator app already.
     */
    409: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeMfaStartError = MeMfaStartErrors[keyof MeMfaStartErrors];

export type MeMfaStartResponses = {
    /**
     * OK
     */
    200: MfaSetup;
};

export type MeMfaStartResponse = MeMfaStartResponses[keyof MeMfaStartResponses];

export type MeMfaConfirmData = {
    body: {
        /**
         * The six digits that the authenticator app shows.
         */
        code: string;
        /**
         * Whether your other sessions end.
         */
        revokeOthers?: boolean;
    };
    path?: never;
    query?: never;
    url: '/me/mfa/confirm';
};

export type MeMfaConfirmErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     * - `MFA_CODE_INVALID`: The code is wrong, has expired or was used before.
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Conflict
     * - `MFA_ALREADY_ENABLED`: There is an authenticator app already.
     * - `MFA_NOT_ENABLED`: There is no second factor.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `AUTH_BUSY`: Too many sign-ins at once. Try again shortly.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeMfaConfirmError = MeMfaConfirmErrors[keyof MeMfaConfirmErrors];

export type MeMfaConfirmResponses = {
    /**
     * OK
     */
    200: MfaConfirmed;
};

export type MeMfaConfirmResponse = MeMfaConfirmResponses[keyof MeMfaConfirmResponses];

export type MeMfaRecoveryCodesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/mfa/recovery-codes';
};

export type MeMfaRecoveryCodesErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Conflict
     * - `MFA_NOT_ENABLED`: There is no second factor.
     */
    409: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `AUTH_BUSY`: Too many sign-ins at once. Try again shortly.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeMfaRecoveryCodesError = MeMfaRecoveryCodesErrors[keyof MeMfaRecoveryCodesErrors];

export type MeMfaRecoveryCodesResponses = {
    /**
     * OK
     */
    200: RecoveryCodes;
};

export type MeMfaRecoveryCodesResponse = MeMfaRecoveryCodesResponses[keyof MeMfaRecoveryCodesResponses];

export type MePasskeysListData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/passkeys';
};

export type MePasskeysListErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MePasskeysListError = MePasskeysListErrors[keyof MePasskeysListErrors];

export type MePasskeysListResponses = {
    /**
     * OK
     */
    200: PasskeyList;
};

export type MePasskeysListResponse = MePasskeysListResponses[keyof MePasskeysListResponses];

export type MePasskeysAddData = {
    body: {
        /**
         * By which you know it again.
         */
        name: unknown & unknown;
        passkey: PasskeyCreated;
    };
    path?: never;
    query?: never;
    url: '/me/passkeys';
};

export type MePasskeysAddErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     * - `PASSKEY_INVALID`: The passkey is not known here, or could not be verified.
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Conflict
     * - `PASSKEY_LIMIT`: There are as many passkeys as there may be.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `AUTH_BUSY`: Too many sign-ins at once. Try again shortly.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MePasskeysAddError = MePasskeysAddErrors[keyof MePasskeysAddErrors];

export type MePasskeysAddResponses = {
    /**
     * Created
     */
    201: PasskeyAdded;
};

export type MePasskeysAddResponse = MePasskeysAddResponses[keyof MePasskeysAddResponses];

export type MePasskeysOptionsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/passkeys/options';
};

export type MePasskeysOptionsErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Conflict
     * - `PASSKEY_LIMIT`: There are as many passkeys as there may be.
     */
    409: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MePasskeysOptionsError = MePasskeysOptionsErrors[keyof MePasskeysOptionsErrors];

export type MePasskeysOptionsResponses = {
    /**
     * OK
     */
    200: PasskeyCreationOptions;
};

export type MePasskeysOptionsResponse = MePasskeysOptionsResponses[keyof MePasskeysOptionsResponses];

export type MePasskeysRemoveData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/me/passkeys/{id}';
};

export type MePasskeysRemoveErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `PASSKEY_NOT_FOUND`: You have no such passkey.
     */
    404: Problem;
    /**
     * Conflict
     * - `LAST_METHOD`: This is the only way to sign in that the account has.
     */
    409: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MePasskeysRemoveError = MePasskeysRemoveErrors[keyof MePasskeysRemoveErrors];

export type MePasskeysRemoveResponses = {
    /**
     * No Content
     */
    204: void;
};

export type MePasskeysRemoveResponse = MePasskeysRemoveResponses[keyof MePasskeysRemoveResponses];

export type MePasskeysRenameData = {
    body: {
        /**
         * By which you know it again.
         */
        name: unknown & unknown;
    };
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/me/passkeys/{id}';
};

export type MePasskeysRenameErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `PASSKEY_NOT_FOUND`: You have no such passkey.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MePasskeysRenameError = MePasskeysRenameErrors[keyof MePasskeysRenameErrors];

export type MePasskeysRenameResponses = {
    /**
     * OK
     */
    200: Passkey;
};

export type MePasskeysRenameResponse = MePasskeysRenameResponses[keyof MePasskeysRenameResponses];

export type MeNotificationsListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * Only those that are unread.
         */
        unread?: boolean;
    };
    url: '/me/notifications';
};

export type MeNotificationsListErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeNotificationsListError = MeNotificationsListErrors[keyof MeNotificationsListErrors];

export type MeNotificationsListResponses = {
    /**
     * OK
     */
    200: {
        items: Array<Notification>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
        /**
         * How many are unread in all; 100 stands for 100 or more.
         */
        unreadCount: number;
    };
};

export type MeNotificationsListResponse = MeNotificationsListResponses[keyof MeNotificationsListResponses];

export type MeNotificationsMarkReadData = {
    body?: {
        /**
         * These.
         */
        ids?: Array<string>;
        /**
         * All that were created then or before.
         */
        upTo?: string;
    };
    path?: never;
    query?: never;
    url: '/me/notifications/read';
};

export type MeNotificationsMarkReadErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeNotificationsMarkReadError = MeNotificationsMarkReadErrors[keyof MeNotificationsMarkReadErrors];

export type MeNotificationsMarkReadResponses = {
    /**
     * OK
     */
    200: NotificationsUnread;
};

export type MeNotificationsMarkReadResponse = MeNotificationsMarkReadResponses[keyof MeNotificationsMarkReadResponses];

export type MeNotificationsStreamData = {
    body?: never;
    headers?: {
        /**
         * The id of the last event that arrived. Browsers send it when they connect again.
         */
        'Last-Event-ID'?: string;
    };
    path?: never;
    query?: {
        /**
         * The id of the last event that you have; the stream goes on after it. `now`: the first item is a `start`, whose id is where the stream begins.
         */
        lastEventId?: string;
    };
    url: '/me/notifications/stream';
};

export type MeNotificationsStreamErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     * - `TOO_MANY_STREAMS`: You have too many streams open. Close one first.
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeNotificationsStreamError = MeNotificationsStreamErrors[keyof MeNotificationsStreamErrors];

export type MeNotificationsStreamResponses = {
    /**
     * Server-sent events: unnamed ones hold the data; `error` holds a problem, `end` is the last.
     */
    200: NotificationEvent;
};

export type MeNotificationsStreamResponse = MeNotificationsStreamResponses[keyof MeNotificationsStreamResponses];

export type MeIdentitiesListData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/me/identities';
};

export type MeIdentitiesListErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeIdentitiesListError = MeIdentitiesListErrors[keyof MeIdentitiesListErrors];

export type MeIdentitiesListResponses = {
    /**
     * OK
     */
    200: {
        items: Array<Identity>;
    };
};

export type MeIdentitiesListResponse = MeIdentitiesListResponses[keyof MeIdentitiesListResponses];

export type MeIdentitiesLinkData = {
    body: {
        /**
         * The provider's id, as `auth.providers` lists it.
         */
        provider: string;
        /**
         * Where the browser goes in the end: a path of the web app, or an address of a trusted origin.
         */
        returnTo?: string;
        /**
         * Where the provider sends the browser: to this server, which finishes and goes on to `returnTo`; or to the web app's `/auth/callback/{provider}`, which calls `auth.oauthCallback`.
         */
        finish?: 'server' | 'app';
    };
    path?: never;
    query?: never;
    url: '/me/identities';
};

export type MeIdentitiesLinkErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `PROVIDER_NOT_FOUND`: There is no such provider to sign in with.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     * - `PROVIDER_UNAVAILABLE`: The provider cannot be reached right now. Try again shortly, or sign in another way.
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeIdentitiesLinkError = MeIdentitiesLinkErrors[keyof MeIdentitiesLinkErrors];

export type MeIdentitiesLinkResponses = {
    /**
     * OK
     */
    200: FlowStarted;
};

export type MeIdentitiesLinkResponse = MeIdentitiesLinkResponses[keyof MeIdentitiesLinkResponses];

export type MeIdentitiesUnlinkData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/me/identities/{id}';
};

export type MeIdentitiesUnlinkErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `IDENTITY_NOT_FOUND`: Your account has no such identity.
     */
    404: Problem;
    /**
     * Conflict
     * - `LAST_METHOD`: This is the only way to sign in that the account has.
     */
    409: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeIdentitiesUnlinkError = MeIdentitiesUnlinkErrors[keyof MeIdentitiesUnlinkErrors];

export type MeIdentitiesUnlinkResponses = {
    /**
     * No Content
     */
    204: void;
};

export type MeIdentitiesUnlinkResponse = MeIdentitiesUnlinkResponses[keyof MeIdentitiesUnlinkResponses];

export type PostsListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * 1-based; answers with totals. Not together with `cursor`.
         */
        page?: number;
        /**
         * An id or a username.
         */
        author?: string;
        /**
         * Lower case.
         */
        tag?: unknown & unknown;
        /**
         * An id or a username.
         */
        favoritedBy?: string;
        /**
         * Words; "a phrase", or, and -not work as in web search.
         */
        search?: string;
        /**
         * false: drafts and scheduled posts that you may read.
         */
        published?: boolean;
        /**
         * true: posts in the bin that you may restore.
         */
        deleted?: boolean;
        createdAfter?: string;
        createdBefore?: string;
        /**
         * By default `relevance` in a search, else `newest`.
         */
        sort?: 'newest' | 'oldest' | 'popular' | 'relevance';
    };
    url: '/posts';
};

export type PostsListErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsListError = PostsListErrors[keyof PostsListErrors];

export type PostsListResponses = {
    /**
     * OK
     */
    200: {
        items: Array<PostSummary>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
        page?: number;
        totalPages?: number;
        total?: number;
    };
};

export type PostsListResponse = PostsListResponses[keyof PostsListResponses];

export type PostsCreateData = {
    body: {
        title: string;
        /**
         * Markdown; HTML and script links are refused.
         */
        body: string;
        summary?: string;
        /**
         * Lower case.
         */
        tags?: Array<unknown & unknown>;
        published?: boolean;
        /**
         * An instant in the future.
         */
        publishAt?: string;
    };
    headers?: {
        /**
         * Chosen by the client, a UUID for example: repeated with the same key and body, the call runs once.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/posts';
};

export type PostsCreateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Conflict
     * - `IDEMPOTENCY_IN_FLIGHT`: The first call with this Idempotency-Key is still running.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Unprocessable Entity
     * - `IDEMPOTENCY_MISMATCH`: This Idempotency-Key was used with another payload.
     */
    422: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsCreateError = PostsCreateErrors[keyof PostsCreateErrors];

export type PostsCreateResponses = {
    /**
     * Created
     */
    201: Post;
};

export type PostsCreateResponse = PostsCreateResponses[keyof PostsCreateResponses];

export type PostsFeedData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/feed';
};

export type PostsFeedErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsFeedError = PostsFeedErrors[keyof PostsFeedErrors];

export type PostsFeedResponses = {
    /**
     * OK
     */
    200: {
        items: Array<PostSummary>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
    };
};

export type PostsFeedResponse = PostsFeedResponses[keyof PostsFeedResponses];

export type PostsEventsData = {
    body?: never;
    headers?: {
        /**
         * The id of the last event that arrived. Browsers send it when they connect again.
         */
        'Last-Event-ID'?: string;
    };
    path?: never;
    query?: {
        /**
         * Of this post only, by id or slug; without it, of all that you may read.
         */
        id?: string;
        /**
         * The id of the last event that you have; the stream goes on after it. `now`: the first item is a `start`, whose id is where the stream begins.
         */
        lastEventId?: string;
    };
    url: '/posts/events';
};

export type PostsEventsErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Too Many Requests
     * - `TOO_MANY_STREAMS`: You have too many streams open. Close one first.
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsEventsError = PostsEventsErrors[keyof PostsEventsErrors];

export type PostsEventsResponses = {
    /**
     * Server-sent events: unnamed ones hold the data; `error` holds a problem, `end` is the last.
     */
    200: PostEvent;
};

export type PostsEventsResponse = PostsEventsResponses[keyof PostsEventsResponses];

export type PostsDeleteData = {
    body?: never;
    headers?: {
        /**
         * The version that this change is based on, as its ETag: `"3"`. `*` asks for none.
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * An id or a slug.
         */
        id: string;
    };
    query?: never;
    url: '/posts/{id}';
};

export type PostsDeleteErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Precondition Failed
     * - `PRECONDITION_FAILED`: The resource has changed since you read it.
     */
    412: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsDeleteError = PostsDeleteErrors[keyof PostsDeleteErrors];

export type PostsDeleteResponses = {
    /**
     * No Content
     */
    204: void;
};

export type PostsDeleteResponse = PostsDeleteResponses[keyof PostsDeleteResponses];

export type PostsGetData = {
    body?: never;
    path: {
        /**
         * An id or a slug.
         */
        id: string;
    };
    query?: never;
    url: '/posts/{id}';
};

export type PostsGetErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsGetError = PostsGetErrors[keyof PostsGetErrors];

export type PostsGetResponses = {
    /**
     * OK
     */
    200: Post;
};

export type PostsGetResponse = PostsGetResponses[keyof PostsGetResponses];

export type PostsUpdateData = {
    body?: {
        title?: string;
        summary?: string;
        /**
         * Markdown; HTML and script links are refused.
         */
        body?: string;
        /**
         * Lower case.
         */
        tags?: Array<unknown & unknown>;
    };
    headers?: {
        /**
         * The version that this change is based on, as its ETag: `"3"`. `*` asks for none.
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * An id or a slug.
         */
        id: string;
    };
    query?: never;
    url: '/posts/{id}';
};

export type PostsUpdateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Precondition Failed
     * - `PRECONDITION_FAILED`: The resource has changed since you read it.
     */
    412: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsUpdateError = PostsUpdateErrors[keyof PostsUpdateErrors];

export type PostsUpdateResponses = {
    /**
     * OK
     */
    200: Post;
};

export type PostsUpdateResponse = PostsUpdateResponses[keyof PostsUpdateResponses];

export type PostsRestoreData = {
    body?: never;
    headers?: {
        /**
         * The version that this change is based on, as its ETag: `"3"`. `*` asks for none.
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * An id or a slug.
         */
        id: string;
    };
    query?: never;
    url: '/posts/{id}/restore';
};

export type PostsRestoreErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Conflict
     * - `POST_NOT_DELETED`: The post is not in the bin.
     */
    409: Problem;
    /**
     * Precondition Failed
     * - `PRECONDITION_FAILED`: The resource has changed since you read it.
     */
    412: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsRestoreError = PostsRestoreErrors[keyof PostsRestoreErrors];

export type PostsRestoreResponses = {
    /**
     * OK
     */
    200: Post;
};

export type PostsRestoreResponse = PostsRestoreResponses[keyof PostsRestoreResponses];

export type PostsPublishData = {
    body?: never;
    headers?: {
        /**
         * The version that this change is based on, as its ETag: `"3"`. `*` asks for none.
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * An id or a slug.
         */
        id: string;
    };
    query?: never;
    url: '/posts/{id}/publish';
};

export type PostsPublishErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Conflict
     * - `POST_ALREADY_PUBLISHED`: The post is published already.
     */
    409: Problem;
    /**
     * Precondition Failed
     * - `PRECONDITION_FAILED`: The resource has changed since you read it.
     */
    412: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsPublishError = PostsPublishErrors[keyof PostsPublishErrors];

export type PostsPublishResponses = {
    /**
     * OK
     */
    200: Post;
};

export type PostsPublishResponse = PostsPublishResponses[keyof PostsPublishResponses];

export type PostsUnpublishData = {
    body?: never;
    headers?: {
        /**
         * The version that this change is based on, as its ETag: `"3"`. `*` asks for none.
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * An id or a slug.
         */
        id: string;
    };
    query?: never;
    url: '/posts/{id}/unpublish';
};

export type PostsUnpublishErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Conflict
     * - `POST_NOT_PUBLISHED`: The post is not published.
     */
    409: Problem;
    /**
     * Precondition Failed
     * - `PRECONDITION_FAILED`: The resource has changed since you read it.
     */
    412: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsUnpublishError = PostsUnpublishErrors[keyof PostsUnpublishErrors];

export type PostsUnpublishResponses = {
    /**
     * OK
     */
    200: Post;
};

export type PostsUnpublishResponse = PostsUnpublishResponses[keyof PostsUnpublishResponses];

export type PostsScheduleData = {
    body: {
        /**
         * An instant in the future.
         */
        publishAt: string;
    };
    headers?: {
        /**
         * The version that this change is based on, as its ETag: `"3"`. `*` asks for none.
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * An id or a slug.
         */
        id: string;
    };
    query?: never;
    url: '/posts/{id}/schedule';
};

export type PostsScheduleErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Conflict
     * - `POST_ALREADY_PUBLISHED`: The post is published already.
     */
    409: Problem;
    /**
     * Precondition Failed
     * - `PRECONDITION_FAILED`: The resource has changed since you read it.
     */
    412: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsScheduleError = PostsScheduleErrors[keyof PostsScheduleErrors];

export type PostsScheduleResponses = {
    /**
     * OK
     */
    200: Post;
};

export type PostsScheduleResponse = PostsScheduleResponses[keyof PostsScheduleResponses];

export type PostsRevisionsData = {
    body?: never;
    path: {
        /**
         * An id or a slug.
         */
        id: string;
    };
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/posts/{id}/revisions';
};

export type PostsRevisionsErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsRevisionsError = PostsRevisionsErrors[keyof PostsRevisionsErrors];

export type PostsRevisionsResponses = {
    /**
     * OK
     */
    200: {
        items: Array<PostRevisionSummary>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
    };
};

export type PostsRevisionsResponse = PostsRevisionsResponses[keyof PostsRevisionsResponses];

export type PostsRevisionData = {
    body?: never;
    path: {
        /**
         * An id or a slug.
         */
        id: string;
        number: number;
    };
    query?: never;
    url: '/posts/{id}/revisions/{number}';
};

export type PostsRevisionErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     * - `REVISION_NOT_FOUND`: The post has no such revision.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsRevisionError = PostsRevisionErrors[keyof PostsRevisionErrors];

export type PostsRevisionResponses = {
    /**
     * OK
     */
    200: PostRevision;
};

export type PostsRevisionResponse = PostsRevisionResponses[keyof PostsRevisionResponses];

export type PostsRevertData = {
    body?: never;
    headers?: {
        /**
         * The version that this change is based on, as its ETag: `"3"`. `*` asks for none.
         */
        'If-Match'?: string;
    };
    path: {
        /**
         * An id or a slug.
         */
        id: string;
        number: number;
    };
    query?: never;
    url: '/posts/{id}/revisions/{number}/revert';
};

export type PostsRevertErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     * - `REVISION_NOT_FOUND`: The post has no such revision.
     */
    404: Problem;
    /**
     * Precondition Failed
     * - `PRECONDITION_FAILED`: The resource has changed since you read it.
     */
    412: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsRevertError = PostsRevertErrors[keyof PostsRevertErrors];

export type PostsRevertResponses = {
    /**
     * OK
     */
    200: Post;
};

export type PostsRevertResponse = PostsRevertResponses[keyof PostsRevertResponses];

export type PostsUnfavoriteData = {
    body?: never;
    path: {
        /**
         * An id or a slug.
         */
        id: string;
    };
    query?: never;
    url: '/posts/{id}/favorite';
};

export type PostsUnfavoriteErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsUnfavoriteError = PostsUnfavoriteErrors[keyof PostsUnfavoriteErrors];

export type PostsUnfavoriteResponses = {
    /**
     * OK
     */
    200: Post;
};

export type PostsUnfavoriteResponse = PostsUnfavoriteResponses[keyof PostsUnfavoriteResponses];

export type PostsFavoriteData = {
    body?: never;
    path: {
        /**
         * An id or a slug.
         */
        id: string;
    };
    query?: never;
    url: '/posts/{id}/favorite';
};

export type PostsFavoriteErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `POST_NOT_FOUND`: There is no such post.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type PostsFavoriteError = PostsFavoriteErrors[keyof PostsFavoriteErrors];

export type PostsFavoriteResponses = {
    /**
     * OK
     */
    200: Post;
};

export type PostsFavoriteResponse = PostsFavoriteResponses[keyof PostsFavoriteResponses];

export type SigningKeysListData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/signing-keys';
};

export type SigningKeysListErrors = {
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type SigningKeysListError = SigningKeysListErrors[keyof SigningKeysListErrors];

export type SigningKeysListResponses = {
    /**
     * OK
     */
    200: SigningKeys;
};

export type SigningKeysListResponse = SigningKeysListResponses[keyof SigningKeysListResponses];

export type SigningKeysRotateData = {
    body?: {
        /**
         * The key has leaked: a new one takes over at once, and all that was signed before no longer holds.
         */
        compromised?: boolean;
    };
    path?: never;
    query?: never;
    url: '/signing-keys/rotate';
};

export type SigningKeysRotateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type SigningKeysRotateError = SigningKeysRotateErrors[keyof SigningKeysRotateErrors];

export type SigningKeysRotateResponses = {
    /**
     * OK
     */
    200: SigningKey;
};

export type SigningKeysRotateResponse = SigningKeysRotateResponses[keyof SigningKeysRotateResponses];

export type SystemInfoData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/system/info';
};

export type SystemInfoErrors = {
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type SystemInfoError = SystemInfoErrors[keyof SystemInfoErrors];

export type SystemInfoResponses = {
    /**
     * OK
     */
    200: SystemInfo;
};

export type SystemInfoResponse = SystemInfoResponses[keyof SystemInfoResponses];

export type TagsListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/tags';
};

export type TagsListErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type TagsListError = TagsListErrors[keyof TagsListErrors];

export type TagsListResponses = {
    /**
     * OK
     */
    200: {
        items: Array<Tag>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
    };
};

export type TagsListResponse = TagsListResponses[keyof TagsListResponses];

export type UsersListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * 1-based; answers with totals. Not together with `cursor`.
         */
        page?: number;
        /**
         * Words or beginnings of words of the name or username.
         */
        search?: string;
    };
    url: '/users';
};

export type UsersListErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersListError = UsersListErrors[keyof UsersListErrors];

export type UsersListResponses = {
    /**
     * OK
     */
    200: {
        items: Array<UserAccount>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
        page?: number;
        totalPages?: number;
        total?: number;
    };
};

export type UsersListResponse = UsersListResponses[keyof UsersListResponses];

export type UsersCreateData = {
    body: {
        /**
         * An e-mail address (RFC 5321 length).
         */
        email: string;
        name: unknown & unknown;
        /**
         * Unique; lower case letters, digits, `-` and `_`.
         */
        username?: string;
        role?: Role;
    };
    path?: never;
    query?: never;
    url: '/users';
};

export type UsersCreateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     */
    403: Problem;
    /**
     * Conflict
     * - `EMAIL_TAKEN`: There is an account with this e-mail address.
     * - `USERNAME_TAKEN`: This username is taken.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersCreateError = UsersCreateErrors[keyof UsersCreateErrors];

export type UsersCreateResponses = {
    /**
     * Created
     */
    201: UserCreated;
};

export type UsersCreateResponse = UsersCreateResponses[keyof UsersCreateResponses];

export type UsersDeleteData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}';
};

export type UsersDeleteErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Conflict
     * - `LAST_ADMIN`: The last active administrator must stay one.
     */
    409: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersDeleteError = UsersDeleteErrors[keyof UsersDeleteErrors];

export type UsersDeleteResponses = {
    /**
     * No Content
     */
    204: void;
};

export type UsersDeleteResponse = UsersDeleteResponses[keyof UsersDeleteResponses];

export type UsersGetData = {
    body?: never;
    path: {
        /**
         * An id or a username.
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}';
};

export type UsersGetErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersGetError = UsersGetErrors[keyof UsersGetErrors];

export type UsersGetResponses = {
    /**
     * OK
     */
    200: UserAccount;
};

export type UsersGetResponse = UsersGetResponses[keyof UsersGetResponses];

export type UsersUpdateData = {
    body?: {
        /**
         * Unique; lower case letters, digits, `-` and `_`.
         */
        username?: string;
        name?: unknown & unknown;
        bio?: string;
        image?: string | null;
    };
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}';
};

export type UsersUpdateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Conflict
     * - `USERNAME_TAKEN`: This username is taken.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersUpdateError = UsersUpdateErrors[keyof UsersUpdateErrors];

export type UsersUpdateResponses = {
    /**
     * OK
     */
    200: UserAccount;
};

export type UsersUpdateResponse = UsersUpdateResponses[keyof UsersUpdateResponses];

export type UsersInviteData = {
    body: {
        /**
         * An e-mail address (RFC 5321 length).
         */
        email: string;
        name: unknown & unknown;
        /**
         * Unique; lower case letters, digits, `-` and `_`.
         */
        username?: string;
        role?: Role;
    };
    path?: never;
    query?: never;
    url: '/users/invitations';
};

export type UsersInviteErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     */
    403: Problem;
    /**
     * Conflict
     * - `EMAIL_TAKEN`: There is an account with this e-mail address.
     * - `USERNAME_TAKEN`: This username is taken.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersInviteError = UsersInviteErrors[keyof UsersInviteErrors];

export type UsersInviteResponses = {
    /**
     * Created
     */
    201: UserAccount;
};

export type UsersInviteResponse = UsersInviteResponses[keyof UsersInviteResponses];

export type UsersSetRoleData = {
    body: {
        role: Role;
    };
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}/role';
};

export type UsersSetRoleErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Conflict
     * - `LAST_ADMIN`: The last active administrator must stay one.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersSetRoleError = UsersSetRoleErrors[keyof UsersSetRoleErrors];

export type UsersSetRoleResponses = {
    /**
     * OK
     */
    200: UserAccount;
};

export type UsersSetRoleResponse = UsersSetRoleResponses[keyof UsersSetRoleResponses];

export type UsersDisableData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}/disable';
};

export type UsersDisableErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Conflict
     * - `LAST_ADMIN`: The last active administrator must stay one.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersDisableError = UsersDisableErrors[keyof UsersDisableErrors];

export type UsersDisableResponses = {
    /**
     * OK
     */
    200: UserAccount;
};

export type UsersDisableResponse = UsersDisableResponses[keyof UsersDisableResponses];

export type UsersEnableData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}/enable';
};

export type UsersEnableErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersEnableError = UsersEnableErrors[keyof UsersEnableErrors];

export type UsersEnableResponses = {
    /**
     * OK
     */
    200: UserAccount;
};

export type UsersEnableResponse = UsersEnableResponses[keyof UsersEnableResponses];

export type UsersEndSessionsData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}/sessions';
};

export type UsersEndSessionsErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersEndSessionsError = UsersEndSessionsErrors[keyof UsersEndSessionsErrors];

export type UsersEndSessionsResponses = {
    /**
     * No Content
     */
    204: void;
};

export type UsersEndSessionsResponse = UsersEndSessionsResponses[keyof UsersEndSessionsResponses];

export type UsersUnlockData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}/unlock';
};

export type UsersUnlockErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersUnlockError = UsersUnlockErrors[keyof UsersUnlockErrors];

export type UsersUnlockResponses = {
    /**
     * OK
     */
    200: UserAccount;
};

export type UsersUnlockResponse = UsersUnlockResponses[keyof UsersUnlockResponses];

export type UsersResetMfaData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}/mfa';
};

export type UsersResetMfaErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersResetMfaError = UsersResetMfaErrors[keyof UsersResetMfaErrors];

export type UsersResetMfaResponses = {
    /**
     * OK
     */
    200: UserAccount;
};

export type UsersResetMfaResponse = UsersResetMfaResponses[keyof UsersResetMfaResponses];

export type UsersRequireMfaData = {
    body: {
        required: boolean;
    };
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}/mfa-required';
};

export type UsersRequireMfaErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersRequireMfaError = UsersRequireMfaErrors[keyof UsersRequireMfaErrors];

export type UsersRequireMfaResponses = {
    /**
     * OK
     */
    200: UserAccount;
};

export type UsersRequireMfaResponse = UsersRequireMfaResponses[keyof UsersRequireMfaResponses];

export type UsersImpersonateData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}/impersonate';
};

export type UsersImpersonateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     * - `SUDO_REQUIRED`: Sign in again to confirm that it is you.
     * - `IMPERSONATION_DENIED`: This is not possible while impersonating.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersImpersonateError = UsersImpersonateErrors[keyof UsersImpersonateErrors];

export type UsersImpersonateResponses = {
    /**
     * OK
     */
    200: SignedIn;
};

export type UsersImpersonateResponse = UsersImpersonateResponses[keyof UsersImpersonateResponses];

export type UsersUnfollowData = {
    body?: never;
    path: {
        /**
         * An id or a username.
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}/follow';
};

export type UsersUnfollowErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersUnfollowError = UsersUnfollowErrors[keyof UsersUnfollowErrors];

export type UsersUnfollowResponses = {
    /**
     * OK
     */
    200: UserAccount;
};

export type UsersUnfollowResponse = UsersUnfollowResponses[keyof UsersUnfollowResponses];

export type UsersFollowData = {
    body?: never;
    path: {
        /**
         * An id or a username.
         */
        id: string;
    };
    query?: never;
    url: '/users/{id}/follow';
};

export type UsersFollowErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `USER_NOT_FOUND`: There is no such user.
     */
    404: Problem;
    /**
     * Conflict
     * - `SELF_FOLLOW`: You cannot follow yourself.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type UsersFollowError = UsersFollowErrors[keyof UsersFollowErrors];

export type UsersFollowResponses = {
    /**
     * OK
     */
    200: UserAccount;
};

export type UsersFollowResponse = UsersFollowResponses[keyof UsersFollowResponses];

export type WebhooksListData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/webhooks';
};

export type WebhooksListErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksListError = WebhooksListErrors[keyof WebhooksListErrors];

export type WebhooksListResponses = {
    /**
     * OK
     */
    200: {
        items: Array<Webhook>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
    };
};

export type WebhooksListResponse = WebhooksListResponses[keyof WebhooksListResponses];

export type WebhooksCreateData = {
    body: {
        /**
         * Must lead to a public address; https in production.
         */
        url: string;
        description?: string;
        /**
         * What it is told about; nothing here is everything.
         */
        events?: Array<WebhookEvent>;
    };
    path?: never;
    query?: never;
    url: '/webhooks';
};

export type WebhooksCreateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Conflict
     * - `WEBHOOK_LIMIT`: There are as many webhooks as there may be.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksCreateError = WebhooksCreateErrors[keyof WebhooksCreateErrors];

export type WebhooksCreateResponses = {
    /**
     * Created
     */
    201: WebhookWithSecret;
};

export type WebhooksCreateResponse = WebhooksCreateResponses[keyof WebhooksCreateResponses];

export type WebhooksDeleteData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/webhooks/{id}';
};

export type WebhooksDeleteErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `WEBHOOK_NOT_FOUND`: There is no such webhook.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksDeleteError = WebhooksDeleteErrors[keyof WebhooksDeleteErrors];

export type WebhooksDeleteResponses = {
    /**
     * No Content
     */
    204: void;
};

export type WebhooksDeleteResponse = WebhooksDeleteResponses[keyof WebhooksDeleteResponses];

export type WebhooksGetData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/webhooks/{id}';
};

export type WebhooksGetErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `WEBHOOK_NOT_FOUND`: There is no such webhook.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksGetError = WebhooksGetErrors[keyof WebhooksGetErrors];

export type WebhooksGetResponses = {
    /**
     * OK
     */
    200: Webhook;
};

export type WebhooksGetResponse = WebhooksGetResponses[keyof WebhooksGetResponses];

export type WebhooksUpdateData = {
    body?: {
        /**
         * Must lead to a public address; https in production.
         */
        url?: string;
        description?: string;
        /**
         * What it is told about; nothing here is everything.
         */
        events?: Array<WebhookEvent>;
        /**
         * `true` forgets earlier failures.
         */
        active?: boolean;
    };
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/webhooks/{id}';
};

export type WebhooksUpdateErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `WEBHOOK_NOT_FOUND`: There is no such webhook.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksUpdateError = WebhooksUpdateErrors[keyof WebhooksUpdateErrors];

export type WebhooksUpdateResponses = {
    /**
     * OK
     */
    200: Webhook;
};

export type WebhooksUpdateResponse = WebhooksUpdateResponses[keyof WebhooksUpdateResponses];

export type WebhooksRotateSecretData = {
    body?: {
        /**
         * How long the secret before signs beside the new one.
         */
        overlapHours?: number;
    };
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/webhooks/{id}/rotate-secret';
};

export type WebhooksRotateSecretErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `WEBHOOK_NOT_FOUND`: There is no such webhook.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksRotateSecretError = WebhooksRotateSecretErrors[keyof WebhooksRotateSecretErrors];

export type WebhooksRotateSecretResponses = {
    /**
     * OK
     */
    200: WebhookWithSecret;
};

export type WebhooksRotateSecretResponse = WebhooksRotateSecretResponses[keyof WebhooksRotateSecretResponses];

export type WebhooksTestData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/webhooks/{id}/test';
};

export type WebhooksTestErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `WEBHOOK_NOT_FOUND`: There is no such webhook.
     */
    404: Problem;
    /**
     * Conflict
     * - `WEBHOOK_DISABLED`: The webhook is disabled.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksTestError = WebhooksTestErrors[keyof WebhooksTestErrors];

export type WebhooksTestResponses = {
    /**
     * OK
     */
    200: WebhookDelivery;
};

export type WebhooksTestResponse = WebhooksTestResponses[keyof WebhooksTestResponses];

export type WebhooksDeliveriesData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: {
        /**
         * Items per page.
         */
        limit?: number;
        /**
         * TanStack Query's infinite lists send it.
         */
        direction?: 'forward';
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        status?: 'pending' | 'delivered' | 'failed';
        type?: 'post.published' | 'post.updated' | 'post.unpublished' | 'post.deleted' | 'post.restored' | 'comment.created' | 'comment.updated' | 'comment.deleted' | 'user.created' | 'user.deleted' | 'webhook.test';
    };
    url: '/webhooks/{id}/deliveries';
};

export type WebhooksDeliveriesErrors = {
    /**
     * Bad Request
     * - `INVALID_CURSOR`: The cursor is not one that this list handed out.
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `WEBHOOK_NOT_FOUND`: There is no such webhook.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksDeliveriesError = WebhooksDeliveriesErrors[keyof WebhooksDeliveriesErrors];

export type WebhooksDeliveriesResponses = {
    /**
     * OK
     */
    200: {
        items: Array<WebhookDelivery>;
        /**
         * Where the next page begins; null on the last one.
         */
        nextCursor: string | null;
    };
};

export type WebhooksDeliveriesResponse = WebhooksDeliveriesResponses[keyof WebhooksDeliveriesResponses];

export type WebhooksDeliveryData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        deliveryId: string;
    };
    query?: never;
    url: '/webhooks/{id}/deliveries/{deliveryId}';
};

export type WebhooksDeliveryErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `DELIVERY_NOT_FOUND`: The webhook has no such delivery.
     */
    404: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksDeliveryError = WebhooksDeliveryErrors[keyof WebhooksDeliveryErrors];

export type WebhooksDeliveryResponses = {
    /**
     * OK
     */
    200: WebhookDeliveryLog;
};

export type WebhooksDeliveryResponse = WebhooksDeliveryResponses[keyof WebhooksDeliveryResponses];

export type WebhooksRedeliverData = {
    body?: never;
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        deliveryId: string;
    };
    query?: never;
    url: '/webhooks/{id}/deliveries/{deliveryId}/redeliver';
};

export type WebhooksRedeliverErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `WEBHOOK_NOT_FOUND`: There is no such webhook.
     * - `DELIVERY_NOT_FOUND`: The webhook has no such delivery.
     */
    404: Problem;
    /**
     * Conflict
     * - `WEBHOOK_DISABLED`: The webhook is disabled.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksRedeliverError = WebhooksRedeliverErrors[keyof WebhooksRedeliverErrors];

export type WebhooksRedeliverResponses = {
    /**
     * OK
     */
    200: WebhookDelivery;
};

export type WebhooksRedeliverResponse = WebhooksRedeliverResponses[keyof WebhooksRedeliverResponses];

export type WebhooksListenData = {
    body?: {
        events?: Array<WebhookEvent>;
        description?: string;
    };
    path?: never;
    query?: never;
    url: '/webhooks/listen';
};

export type WebhooksListenErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Conflict
     * - `WEBHOOK_LIMIT`: There are as many webhooks as there may be.
     */
    409: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksListenError = WebhooksListenErrors[keyof WebhooksListenErrors];

export type WebhooksListenResponses = {
    /**
     * Created
     */
    201: WebhookWithSecret;
};

export type WebhooksListenResponse = WebhooksListenResponses[keyof WebhooksListenResponses];

export type WebhooksPullData = {
    body?: {
        /**
         * What became of the messages of the pull before.
         */
        results?: Array<{
            /**
             * A UUID (version 7, so ids sort by creation).
             */
            id: string;
            durationMs: number;
            status: number | null;
            error: string | null;
        }>;
        /**
         * How long to wait for a message when there is none.
         */
        waitSeconds?: number;
    };
    path: {
        /**
         * A UUID (version 7, so ids sort by creation).
         */
        id: string;
    };
    query?: never;
    url: '/webhooks/{id}/pull';
};

export type WebhooksPullErrors = {
    /**
     * Bad Request
     */
    400: Problem;
    /**
     * Unauthorized
     */
    401: Problem;
    /**
     * Forbidden
     * - `FORBIDDEN`: You may not do this.
     * - `SCOPE_MISSING`: The API key or token may not do this.
     * - `MFA_ENROLMENT_REQUIRED`: This account must have a second factor. Set one up or show it first.
     */
    403: Problem;
    /**
     * Not Found
     * - `WEBHOOK_NOT_FOUND`: There is no such webhook.
     */
    404: Problem;
    /**
     * Payload Too Large
     */
    413: Problem;
    /**
     * Unsupported Media Type
     */
    415: Problem;
    /**
     * Too Many Requests
     */
    429: Problem;
    /**
     * Service Unavailable
     */
    503: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type WebhooksPullError = WebhooksPullErrors[keyof WebhooksPullErrors];

export type WebhooksPullResponses = {
    /**
     * OK
     */
    200: WebhookPulled;
};

export type WebhooksPullResponse = WebhooksPullResponses[keyof WebhooksPullResponses];

export type FilesContentData = {
    body?: never;
    headers?: {
        /**
         * One range of bytes: `bytes=0-1023`.
         */
        Range?: string;
    };
    path: {
        id: string;
    };
    query?: {
        /**
         * From a link; there is no session needed.
         */
        token?: string;
    };
    url: '/files/{id}/content';
};

export type FilesContentErrors = {
    /**
     * Any other failure
     */
    403: Problem;
    /**
     * Any other failure
     */
    404: Problem;
    /**
     * Any other failure
     */
    416: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type FilesContentError = FilesContentErrors[keyof FilesContentErrors];

export type FilesContentResponses = {
    /**
     * OK
     */
    200: unknown;
    /**
     * The range that was asked for
     */
    206: unknown;
};

export type FilesThumbnailData = {
    body?: never;
    headers?: {
        /**
         * One range of bytes: `bytes=0-1023`.
         */
        Range?: string;
    };
    path: {
        id: string;
    };
    query?: {
        /**
         * From a link; there is no session needed.
         */
        token?: string;
    };
    url: '/files/{id}/thumbnail';
};

export type FilesThumbnailErrors = {
    /**
     * Any other failure
     */
    403: Problem;
    /**
     * Any other failure
     */
    404: Problem;
    /**
     * Any other failure
     */
    416: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type FilesThumbnailError = FilesThumbnailErrors[keyof FilesThumbnailErrors];

export type FilesThumbnailResponses = {
    /**
     * OK
     */
    200: unknown;
    /**
     * The range that was asked for
     */
    206: unknown;
};

export type MeExportContentData = {
    body?: never;
    headers?: {
        /**
         * One range of bytes: `bytes=0-1023`.
         */
        Range?: string;
    };
    path?: never;
    query?: never;
    url: '/me/export/content';
};

export type MeExportContentErrors = {
    /**
     * Any other failure
     */
    401: Problem;
    /**
     * Any other failure
     */
    403: Problem;
    /**
     * Any other failure
     */
    404: Problem;
    /**
     * Any other failure
     */
    416: Problem;
    /**
     * Any other failure
     */
    default: Problem;
};

export type MeExportContentError = MeExportContentErrors[keyof MeExportContentErrors];

export type MeExportContentResponses = {
    /**
     * OK
     */
    200: Blob | File;
    /**
     * The range that was asked for
     */
    206: Blob | File;
};

export type MeExportContentResponse = MeExportContentResponses[keyof MeExportContentResponses];
