// Generated from openapi.json by `pnpm openapi generate`.

import { client } from './client.gen.ts';
import { type Client, type ClientMeta, formDataBodySerializer, type Options as Options2, type RequestResult, type ServerSentEventsResult, type TDataShape } from './client/index.ts';
import type { AuditListData, AuditListErrors, AuditListResponses, AuditVerifyData, AuditVerifyErrors, AuditVerifyResponses, AuthConfirmEmailData, AuthConfirmEmailErrors, AuthConfirmEmailResponses, AuthDeviceApproveData, AuthDeviceApproveErrors, AuthDeviceApproveResponses, AuthDeviceClaimData, AuthDeviceClaimErrors, AuthDeviceClaimResponses, AuthDevicePollData, AuthDevicePollErrors, AuthDevicePollResponses, AuthDeviceStartData, AuthDeviceStartErrors, AuthDeviceStartResponses, AuthForgotPasswordData, AuthForgotPasswordErrors, AuthForgotPasswordResponses, AuthKeepAccountData, AuthKeepAccountErrors, AuthKeepAccountResponses, AuthLoginData, AuthLoginErrors, AuthLoginMfaData, AuthLoginMfaErrors, AuthLoginMfaResponses, AuthLoginResponses, AuthLogoutData, AuthLogoutErrors, AuthLogoutResponses, AuthOauthCallbackData, AuthOauthCallbackErrors, AuthOauthCallbackResponses, AuthOauthStartData, AuthOauthStartErrors, AuthOauthStartResponses, AuthPasskeyLoginData, AuthPasskeyLoginErrors, AuthPasskeyLoginResponses, AuthPasskeyOptionsData, AuthPasskeyOptionsErrors, AuthPasskeyOptionsResponses, AuthProvidersData, AuthProvidersErrors, AuthProvidersResponses, AuthReauthenticateData, AuthReauthenticateErrors, AuthReauthenticateResponses, AuthRefreshData, AuthRefreshErrors, AuthRefreshResponses, AuthRegisterData, AuthRegisterErrors, AuthRegisterResponses, AuthResendVerificationData, AuthResendVerificationErrors, AuthResendVerificationResponses, AuthResetPasswordData, AuthResetPasswordErrors, AuthResetPasswordResponses, AuthRevertEmailData, AuthRevertEmailErrors, AuthRevertEmailResponses, AuthTokenData, AuthTokenErrors, AuthTokenResponses, AuthUnlockData, AuthUnlockErrors, AuthUnlockResponses, AuthVerifyEmailData, AuthVerifyEmailErrors, AuthVerifyEmailResponses, CommentsCreateData, CommentsCreateErrors, CommentsCreateResponses, CommentsDeleteData, CommentsDeleteErrors, CommentsDeleteResponses, CommentsListData, CommentsListErrors, CommentsListResponses, CommentsUpdateData, CommentsUpdateErrors, CommentsUpdateResponses, FilesCompleteData, FilesCompleteErrors, FilesCompleteResponses, FilesContentData, FilesContentErrors, FilesContentResponses, FilesCreateUploadData, FilesCreateUploadErrors, FilesCreateUploadResponses, FilesDeleteData, FilesDeleteErrors, FilesDeleteResponses, FilesGetData, FilesGetErrors, FilesGetResponses, FilesLinksData, FilesLinksErrors, FilesLinksResponses, FilesListData, FilesListErrors, FilesListResponses, FilesThumbnailData, FilesThumbnailErrors, FilesThumbnailResponses, FilesUploadData, FilesUploadErrors, FilesUploadResponses, FilesUsageData, FilesUsageErrors, FilesUsageResponses, JobsCancelData, JobsCancelErrors, JobsCancelResponses, JobsListData, JobsListErrors, JobsListResponses, JobsQueuesData, JobsQueuesErrors, JobsQueuesResponses, JobsRedriveData, JobsRedriveErrors, JobsRedriveResponses, JobsRetryData, JobsRetryErrors, JobsRetryResponses, MeActivityData, MeActivityErrors, MeActivityResponses, MeApiKeysCreateData, MeApiKeysCreateErrors, MeApiKeysCreateResponses, MeApiKeysListData, MeApiKeysListErrors, MeApiKeysListResponses, MeApiKeysRevokeData, MeApiKeysRevokeErrors, MeApiKeysRevokeResponses, MeApiKeysRotateData, MeApiKeysRotateErrors, MeApiKeysRotateResponses, MeChangeEmailData, MeChangeEmailErrors, MeChangeEmailResponses, MeChangePasswordData, MeChangePasswordErrors, MeChangePasswordResponses, MeDeleteData, MeDeleteErrors, MeDeleteResponses, MeExportContentData, MeExportContentErrors, MeExportContentResponses, MeExportData, MeExportErrors, MeExportResponses, MeGetData, MeGetErrors, MeGetResponses, MeIdentitiesLinkData, MeIdentitiesLinkErrors, MeIdentitiesLinkResponses, MeIdentitiesListData, MeIdentitiesListErrors, MeIdentitiesListResponses, MeIdentitiesUnlinkData, MeIdentitiesUnlinkErrors, MeIdentitiesUnlinkResponses, MeLatestExportData, MeLatestExportErrors, MeLatestExportResponses, MeMfaConfirmData, MeMfaConfirmErrors, MeMfaConfirmResponses, MeMfaDisableData, MeMfaDisableErrors, MeMfaDisableResponses, MeMfaGetData, MeMfaGetErrors, MeMfaGetResponses, MeMfaRecoveryCodesData, MeMfaRecoveryCodesErrors, MeMfaRecoveryCodesResponses, MeMfaStartData, MeMfaStartErrors, MeMfaStartResponses, MeNotificationsListData, MeNotificationsListErrors, MeNotificationsListResponses, MeNotificationsMarkReadData, MeNotificationsMarkReadErrors, MeNotificationsMarkReadResponses, MeNotificationsStreamData, MeNotificationsStreamErrors, MeNotificationsStreamResponse, MeNotificationsStreamResponses, MePasskeysAddData, MePasskeysAddErrors, MePasskeysAddResponses, MePasskeysListData, MePasskeysListErrors, MePasskeysListResponses, MePasskeysOptionsData, MePasskeysOptionsErrors, MePasskeysOptionsResponses, MePasskeysRemoveData, MePasskeysRemoveErrors, MePasskeysRemoveResponses, MePasskeysRenameData, MePasskeysRenameErrors, MePasskeysRenameResponses, MeSessionsListData, MeSessionsListErrors, MeSessionsListResponses, MeSessionsRevokeData, MeSessionsRevokeErrors, MeSessionsRevokeOthersData, MeSessionsRevokeOthersErrors, MeSessionsRevokeOthersResponses, MeSessionsRevokeResponses, MeUpdateData, MeUpdateErrors, MeUpdateResponses, PostsCreateData, PostsCreateErrors, PostsCreateResponses, PostsDeleteData, PostsDeleteErrors, PostsDeleteResponses, PostsEventsData, PostsEventsErrors, PostsEventsResponse, PostsEventsResponses, PostsFavoriteData, PostsFavoriteErrors, PostsFavoriteResponses, PostsFeedData, PostsFeedErrors, PostsFeedResponses, PostsGetData, PostsGetErrors, PostsGetResponses, PostsListData, PostsListErrors, PostsListResponses, PostsPublishData, PostsPublishErrors, PostsPublishResponses, PostsRestoreData, PostsRestoreErrors, PostsRestoreResponses, PostsRevertData, PostsRevertErrors, PostsRevertResponses, PostsRevisionData, PostsRevisionErrors, PostsRevisionResponses, PostsRevisionsData, PostsRevisionsErrors, PostsRevisionsResponses, PostsScheduleData, PostsScheduleErrors, PostsScheduleResponses, PostsUnfavoriteData, PostsUnfavoriteErrors, PostsUnfavoriteResponses, PostsUnpublishData, PostsUnpublishErrors, PostsUnpublishResponses, PostsUpdateData, PostsUpdateErrors, PostsUpdateResponses, SigningKeysListData, SigningKeysListErrors, SigningKeysListResponses, SigningKeysRotateData, SigningKeysRotateErrors, SigningKeysRotateResponses, SystemInfoData, SystemInfoErrors, SystemInfoResponses, TagsListData, TagsListErrors, TagsListResponses, UsersCreateData, UsersCreateErrors, UsersCreateResponses, UsersDeleteData, UsersDeleteErrors, UsersDeleteResponses, UsersDisableData, UsersDisableErrors, UsersDisableResponses, UsersEnableData, UsersEnableErrors, UsersEnableResponses, UsersEndSessionsData, UsersEndSessionsErrors, UsersEndSessionsResponses, UsersFollowData, UsersFollowErrors, UsersFollowResponses, UsersGetData, UsersGetErrors, UsersGetResponses, UsersImpersonateData, UsersImpersonateErrors, UsersImpersonateResponses, UsersInviteData, UsersInviteErrors, UsersInviteResponses, UsersListData, UsersListErrors, UsersListResponses, UsersRequireMfaData, UsersRequireMfaErrors, UsersRequireMfaResponses, UsersResetMfaData, UsersResetMfaErrors, UsersResetMfaResponses, UsersSetRoleData, UsersSetRoleErrors, UsersSetRoleResponses, UsersUnfollowData, UsersUnfollowErrors, UsersUnfollowResponses, UsersUnlockData, UsersUnlockErrors, UsersUnlockResponses, UsersUpdateData, UsersUpdateErrors, UsersUpdateResponses, WebhooksCreateData, WebhooksCreateErrors, WebhooksCreateResponses, WebhooksDeleteData, WebhooksDeleteErrors, WebhooksDeleteResponses, WebhooksDeliveriesData, WebhooksDeliveriesErrors, WebhooksDeliveriesResponses, WebhooksDeliveryData, WebhooksDeliveryErrors, WebhooksDeliveryResponses, WebhooksGetData, WebhooksGetErrors, WebhooksGetResponses, WebhooksListData, WebhooksListenData, WebhooksListenErrors, WebhooksListenResponses, WebhooksListErrors, WebhooksListResponses, WebhooksPullData, WebhooksPullErrors, WebhooksPullResponses, WebhooksRedeliverData, WebhooksRedeliverErrors, WebhooksRedeliverResponses, WebhooksRotateSecretData, WebhooksRotateSecretErrors, WebhooksRotateSecretResponses, WebhooksTestData, WebhooksTestErrors, WebhooksTestResponses, WebhooksUpdateData, WebhooksUpdateErrors, WebhooksUpdateResponses } from './types.gen.ts';

export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client?: Client;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta;
};

/**
 * List who did what, newest first
 */
export const auditList = <ThrowOnError extends boolean = false>(options?: Options<AuditListData, ThrowOnError>): RequestResult<AuditListResponses, AuditListErrors, ThrowOnError> => (options?.client ?? client).get<AuditListResponses, AuditListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/audit',
    ...options
});

/**
 * Look for tampering with the audit log
 *
 * 20,000 rows for each call: come again with `nextCursor`. Rows of the last minute may not be sealed yet and are left out.
 */
export const auditVerify = <ThrowOnError extends boolean = false>(options?: Options<AuditVerifyData, ThrowOnError>): RequestResult<AuditVerifyResponses, AuditVerifyErrors, ThrowOnError> => (options?.client ?? client).get<AuditVerifyResponses, AuditVerifyErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/audit/verify',
    ...options
});

/**
 * Create an account and sign in
 *
 * Sets the session cookie, or in mode `bearer` or `tokens` answers tokens. With `AUTH_ENUMERATION_SAFE` it answers 202 for every address, and a mail goes on: with a link that makes the account, or with the word that there is one.
 */
export const authRegister = <ThrowOnError extends boolean = false>(options: Options<AuthRegisterData, ThrowOnError>): RequestResult<AuthRegisterResponses, AuthRegisterErrors, ThrowOnError> => (options.client ?? client).post<AuthRegisterResponses, AuthRegisterErrors, ThrowOnError>({
    url: '/auth/register',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Sign in
 *
 * Sets the session cookie, or in mode `bearer` or `tokens` answers tokens. Failed tries lock the account, and the network that they come from, for a while. An account with a second factor is answered MFA_REQUIRED: `auth.loginMfa` goes on from there.
 */
export const authLogin = <ThrowOnError extends boolean = false>(options: Options<AuthLoginData, ThrowOnError>): RequestResult<AuthLoginResponses, AuthLoginErrors, ThrowOnError> => (options.client ?? client).post<AuthLoginResponses, AuthLoginErrors, ThrowOnError>({
    url: '/auth/login',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Finish a sign-in with the second factor
 *
 * For a sign-in that was answered MFA_REQUIRED: its challenge, and one of a code, a passkey or a recovery code. A challenge takes five wrong answers, an account ten codes in a quarter of an hour.
 */
export const authLoginMfa = <ThrowOnError extends boolean = false>(options: Options<AuthLoginMfaData, ThrowOnError>): RequestResult<AuthLoginMfaResponses, AuthLoginMfaErrors, ThrowOnError> => (options.client ?? client).post<AuthLoginMfaResponses, AuthLoginMfaErrors, ThrowOnError>({
    url: '/auth/login/mfa',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Ask for a challenge that a passkey answers
 *
 * For `auth.passkeyLogin`, and where a passkey is the second factor. It holds for five minutes, and for one answer.
 */
export const authPasskeyOptions = <ThrowOnError extends boolean = false>(options?: Options<AuthPasskeyOptionsData, ThrowOnError>): RequestResult<AuthPasskeyOptionsResponses, AuthPasskeyOptionsErrors, ThrowOnError> => (options?.client ?? client).post<AuthPasskeyOptionsResponses, AuthPasskeyOptionsErrors, ThrowOnError>({ url: '/auth/passkeys/options', ...options });

/**
 * Sign in with a passkey
 *
 * Without a name: the passkey tells whose it is. Nothing else is asked for.
 */
export const authPasskeyLogin = <ThrowOnError extends boolean = false>(options: Options<AuthPasskeyLoginData, ThrowOnError>): RequestResult<AuthPasskeyLoginResponses, AuthPasskeyLoginErrors, ThrowOnError> => (options.client ?? client).post<AuthPasskeyLoginResponses, AuthPasskeyLoginErrors, ThrowOnError>({
    url: '/auth/passkeys/login',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Show again that it is you
 *
 * For calls that answer SUDO_REQUIRED: for ten minutes from then on. The password, or the second factor where there is one. The session has a new token.
 */
export const authReauthenticate = <ThrowOnError extends boolean = false>(options?: Options<AuthReauthenticateData, ThrowOnError>): RequestResult<AuthReauthenticateResponses, AuthReauthenticateErrors, ThrowOnError> => (options?.client ?? client).post<AuthReauthenticateResponses, AuthReauthenticateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/auth/reauthenticate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * End the session that the call came with
 *
 * By cookie or token. Without a session it succeeds as well.
 */
export const authLogout = <ThrowOnError extends boolean = false>(options?: Options<AuthLogoutData, ThrowOnError>): RequestResult<AuthLogoutResponses, AuthLogoutErrors, ThrowOnError> => (options?.client ?? client).post<AuthLogoutResponses, AuthLogoutErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/auth/logout',
    ...options
});

/**
 * Confirm an address by the token of a mail
 *
 * Where accounts are made by mail (`AUTH_ENUMERATION_SAFE`), this makes the account.
 */
export const authVerifyEmail = <ThrowOnError extends boolean = false>(options: Options<AuthVerifyEmailData, ThrowOnError>): RequestResult<AuthVerifyEmailResponses, AuthVerifyEmailErrors, ThrowOnError> => (options.client ?? client).post<AuthVerifyEmailResponses, AuthVerifyEmailErrors, ThrowOnError>({
    url: '/auth/verify-email',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Have the mail that confirms your address sent again
 *
 * Links that were sent before stop working. Nothing is sent to an address that is confirmed.
 */
export const authResendVerification = <ThrowOnError extends boolean = false>(options?: Options<AuthResendVerificationData, ThrowOnError>): RequestResult<AuthResendVerificationResponses, AuthResendVerificationErrors, ThrowOnError> => (options?.client ?? client).post<AuthResendVerificationResponses, AuthResendVerificationErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/auth/verify-email/resend',
    ...options
});

/**
 * Have a link mailed by which to choose a new password
 *
 * The answer is the same, in the same time, whether or not there is an account with this address.
 */
export const authForgotPassword = <ThrowOnError extends boolean = false>(options: Options<AuthForgotPasswordData, ThrowOnError>): RequestResult<AuthForgotPasswordResponses, AuthForgotPasswordErrors, ThrowOnError> => (options.client ?? client).post<AuthForgotPasswordResponses, AuthForgotPasswordErrors, ThrowOnError>({
    url: '/auth/forgot-password',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Choose a password by the token of a mail
 *
 * Of a reset, or of an invitation. Ends all sessions and signs nobody in; second factors stay, and a lock is lifted; a browser that keeps the cookie `device` may sign in although its network has spent its tries. Where nobody has verified the address before, API keys and identities end as well. A password that is refused does not use up the token.
 */
export const authResetPassword = <ThrowOnError extends boolean = false>(options: Options<AuthResetPasswordData, ThrowOnError>): RequestResult<AuthResetPasswordResponses, AuthResetPasswordErrors, ThrowOnError> => (options.client ?? client).post<AuthResetPasswordResponses, AuthResetPasswordErrors, ThrowOnError>({
    url: '/auth/reset-password',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Confirm a new address by the token that was mailed to it
 *
 * From now on it is the account's. The address before is told, and can take it back for seven days.
 */
export const authConfirmEmail = <ThrowOnError extends boolean = false>(options: Options<AuthConfirmEmailData, ThrowOnError>): RequestResult<AuthConfirmEmailResponses, AuthConfirmEmailErrors, ThrowOnError> => (options.client ?? client).post<AuthConfirmEmailResponses, AuthConfirmEmailErrors, ThrowOnError>({
    url: '/auth/confirm-email',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take an account back to the address before
 *
 * By the token that was mailed there. Ends all sessions and the password; a link to choose one is mailed.
 */
export const authRevertEmail = <ThrowOnError extends boolean = false>(options: Options<AuthRevertEmailData, ThrowOnError>): RequestResult<AuthRevertEmailResponses, AuthRevertEmailErrors, ThrowOnError> => (options.client ?? client).post<AuthRevertEmailResponses, AuthRevertEmailErrors, ThrowOnError>({
    url: '/auth/revert-email',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take back the deletion of an account, by the token of the mail about it
 *
 * Signs nobody in.
 */
export const authKeepAccount = <ThrowOnError extends boolean = false>(options: Options<AuthKeepAccountData, ThrowOnError>): RequestResult<AuthKeepAccountResponses, AuthKeepAccountErrors, ThrowOnError> => (options.client ?? client).post<AuthKeepAccountResponses, AuthKeepAccountErrors, ThrowOnError>({
    url: '/auth/keep-account',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Lift the lock of failed sign-ins, by the token that its owner was mailed
 *
 * A browser that keeps the cookie `device` may then sign in although its network has spent its tries. After a hundred failures in a row it is not enough: then only a new password helps.
 */
export const authUnlock = <ThrowOnError extends boolean = false>(options: Options<AuthUnlockData, ThrowOnError>): RequestResult<AuthUnlockResponses, AuthUnlockErrors, ThrowOnError> => (options.client ?? client).post<AuthUnlockResponses, AuthUnlockErrors, ThrowOnError>({
    url: '/auth/unlock',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Get a token for another service
 *
 * A signed JWT (RFC 9068) of five minutes that another service verifies with `/.well-known/jwks.json`. This server takes those that name it as their audience.
 */
export const authToken = <ThrowOnError extends boolean = false>(options?: Options<AuthTokenData, ThrowOnError>): RequestResult<AuthTokenResponses, AuthTokenErrors, ThrowOnError> => (options?.client ?? client).post<AuthTokenResponses, AuthTokenErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/auth/token',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * Exchange a refresh token for the next tokens
 *
 * Each refresh token works once, and for ten seconds again with the same outcome, should the reply be lost. An older one ends its session, and the owner is told by mail.
 */
export const authRefresh = <ThrowOnError extends boolean = false>(options: Options<AuthRefreshData, ThrowOnError>): RequestResult<AuthRefreshResponses, AuthRefreshErrors, ThrowOnError> => (options.client ?? client).post<AuthRefreshResponses, AuthRefreshErrors, ThrowOnError>({
    url: '/auth/token/refresh',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Begin the sign-in of a program without a browser
 *
 * Show the person `userCode` and `verificationUri`, and poll with `deviceCode` (RFC 8628). Both hold for ten minutes.
 */
export const authDeviceStart = <ThrowOnError extends boolean = false>(options?: Options<AuthDeviceStartData, ThrowOnError>): RequestResult<AuthDeviceStartResponses, AuthDeviceStartErrors, ThrowOnError> => (options?.client ?? client).post<AuthDeviceStartResponses, AuthDeviceStartErrors, ThrowOnError>({
    url: '/auth/device',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * See which program waits with a code
 *
 * From then on nobody but you can let it in.
 */
export const authDeviceClaim = <ThrowOnError extends boolean = false>(options: Options<AuthDeviceClaimData, ThrowOnError>): RequestResult<AuthDeviceClaimResponses, AuthDeviceClaimErrors, ThrowOnError> => (options.client ?? client).post<AuthDeviceClaimResponses, AuthDeviceClaimErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/auth/device/claim',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Let a program in as yourself, or turn it away
 *
 * Needs a sign-in within the last ten minutes.
 */
export const authDeviceApprove = <ThrowOnError extends boolean = false>(options: Options<AuthDeviceApproveData, ThrowOnError>): RequestResult<AuthDeviceApproveResponses, AuthDeviceApproveErrors, ThrowOnError> => (options.client ?? client).post<AuthDeviceApproveResponses, AuthDeviceApproveErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/auth/device/approve',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Ask whether the program was let in
 *
 * Answers the session's token, once. Until then `AUTHORIZATION_PENDING`; `SLOW_DOWN` when it comes sooner than the interval.
 */
export const authDevicePoll = <ThrowOnError extends boolean = false>(options: Options<AuthDevicePollData, ThrowOnError>): RequestResult<AuthDevicePollResponses, AuthDevicePollErrors, ThrowOnError> => (options.client ?? client).post<AuthDevicePollResponses, AuthDevicePollErrors, ThrowOnError>({
    url: '/auth/device/token',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List the providers to sign in with
 */
export const authProviders = <ThrowOnError extends boolean = false>(options?: Options<AuthProvidersData, ThrowOnError>): RequestResult<AuthProvidersResponses, AuthProvidersErrors, ThrowOnError> => (options?.client ?? client).get<AuthProvidersResponses, AuthProvidersErrors, ThrowOnError>({ url: '/auth/providers', ...options });

/**
 * Begin to sign in with a provider
 *
 * Sets a cookie for ten minutes that the browser has to come back with, and tells where to send it. Browsers that are on no page of ours go to `/auth/start/{provider}` instead.
 */
export const authOauthStart = <ThrowOnError extends boolean = false>(options: Options<AuthOauthStartData, ThrowOnError>): RequestResult<AuthOauthStartResponses, AuthOauthStartErrors, ThrowOnError> => (options.client ?? client).get<AuthOauthStartResponses, AuthOauthStartErrors, ThrowOnError>({ url: '/auth/oauth/{provider}', ...options });

/**
 * Finish signing in with a provider, or linking one
 *
 * With what the provider's redirect brought, and the flow's cookie; to link, with the session that began it as well. Somebody new gets an account. Sets the session cookie, or in mode `bearer` or `tokens` answers tokens.
 */
export const authOauthCallback = <ThrowOnError extends boolean = false>(options: Options<AuthOauthCallbackData, ThrowOnError>): RequestResult<AuthOauthCallbackResponses, AuthOauthCallbackErrors, ThrowOnError> => (options.client ?? client).post<AuthOauthCallbackResponses, AuthOauthCallbackErrors, ThrowOnError>({
    url: '/auth/oauth/{provider}/callback',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List the comments of a post
 */
export const commentsList = <ThrowOnError extends boolean = false>(options: Options<CommentsListData, ThrowOnError>): RequestResult<CommentsListResponses, CommentsListErrors, ThrowOnError> => (options.client ?? client).get<CommentsListResponses, CommentsListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{postId}/comments',
    ...options
});

/**
 * Comment on a published post
 */
export const commentsCreate = <ThrowOnError extends boolean = false>(options: Options<CommentsCreateData, ThrowOnError>): RequestResult<CommentsCreateResponses, CommentsCreateErrors, ThrowOnError> => (options.client ?? client).post<CommentsCreateResponses, CommentsCreateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{postId}/comments',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Delete a comment
 */
export const commentsDelete = <ThrowOnError extends boolean = false>(options: Options<CommentsDeleteData, ThrowOnError>): RequestResult<CommentsDeleteResponses, CommentsDeleteErrors, ThrowOnError> => (options.client ?? client).delete<CommentsDeleteResponses, CommentsDeleteErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/comments/{id}',
    ...options
});

/**
 * Change a comment
 */
export const commentsUpdate = <ThrowOnError extends boolean = false>(options: Options<CommentsUpdateData, ThrowOnError>): RequestResult<CommentsUpdateResponses, CommentsUpdateErrors, ThrowOnError> => (options.client ?? client).patch<CommentsUpdateResponses, CommentsUpdateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/comments/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List your files, newest first
 */
export const filesList = <ThrowOnError extends boolean = false>(options?: Options<FilesListData, ThrowOnError>): RequestResult<FilesListResponses, FilesListErrors, ThrowOnError> => (options?.client ?? client).get<FilesListResponses, FilesListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/files',
    ...options
});

/**
 * Upload a file as a form
 *
 * Up to 100000000 bytes with all that is around it; for more, see `POST /files/uploads`.
 */
export const filesUpload = <ThrowOnError extends boolean = false>(options: Options<FilesUploadData, ThrowOnError>): RequestResult<FilesUploadResponses, FilesUploadErrors, ThrowOnError> => (options.client ?? client).post<FilesUploadResponses, FilesUploadErrors, ThrowOnError>({
    ...formDataBodySerializer,
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/files',
    ...options,
    headers: {
        'Content-Type': null,
        ...options.headers
    }
});

/**
 * How much room your files take, of how much
 */
export const filesUsage = <ThrowOnError extends boolean = false>(options?: Options<FilesUsageData, ThrowOnError>): RequestResult<FilesUsageResponses, FilesUsageErrors, ThrowOnError> => (options?.client ?? client).get<FilesUsageResponses, FilesUsageErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/files/usage',
    ...options
});

/**
 * Begin an upload in two steps
 *
 * Send the bytes to `url` with `method` and `headers`, then complete the file. Room is reserved at once.
 */
export const filesCreateUpload = <ThrowOnError extends boolean = false>(options: Options<FilesCreateUploadData, ThrowOnError>): RequestResult<FilesCreateUploadResponses, FilesCreateUploadErrors, ThrowOnError> => (options.client ?? client).post<FilesCreateUploadResponses, FilesCreateUploadErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/files/uploads',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Complete an upload in two steps
 *
 * Looks at the bytes that were sent. A file that is refused is gone, with what it had reserved.
 */
export const filesComplete = <ThrowOnError extends boolean = false>(options: Options<FilesCompleteData, ThrowOnError>): RequestResult<FilesCompleteResponses, FilesCompleteErrors, ThrowOnError> => (options.client ?? client).post<FilesCompleteResponses, FilesCompleteErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/files/{id}/complete',
    ...options
});

/**
 * Delete a file, or call its upload off
 */
export const filesDelete = <ThrowOnError extends boolean = false>(options: Options<FilesDeleteData, ThrowOnError>): RequestResult<FilesDeleteResponses, FilesDeleteErrors, ThrowOnError> => (options.client ?? client).delete<FilesDeleteResponses, FilesDeleteErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/files/{id}',
    ...options
});

/**
 * What there is to know of a file
 */
export const filesGet = <ThrowOnError extends boolean = false>(options: Options<FilesGetData, ThrowOnError>): RequestResult<FilesGetResponses, FilesGetErrors, ThrowOnError> => (options.client ?? client).get<FilesGetResponses, FilesGetErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/files/{id}',
    ...options
});

/**
 * Addresses of a file that need no session, for 15 minutes
 */
export const filesLinks = <ThrowOnError extends boolean = false>(options: Options<FilesLinksData, ThrowOnError>): RequestResult<FilesLinksResponses, FilesLinksErrors, ThrowOnError> => (options.client ?? client).get<FilesLinksResponses, FilesLinksErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/files/{id}/links',
    ...options
});

/**
 * List jobs, newest first
 */
export const jobsList = <ThrowOnError extends boolean = false>(options?: Options<JobsListData, ThrowOnError>): RequestResult<JobsListResponses, JobsListErrors, ThrowOnError> => (options?.client ?? client).get<JobsListResponses, JobsListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/jobs',
    ...options
});

/**
 * How many jobs of each kind wait, run and are dead
 */
export const jobsQueues = <ThrowOnError extends boolean = false>(options?: Options<JobsQueuesData, ThrowOnError>): RequestResult<JobsQueuesResponses, JobsQueuesErrors, ThrowOnError> => (options?.client ?? client).get<JobsQueuesResponses, JobsQueuesErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/jobs/queues',
    ...options
});

/**
 * Try a job again that has failed for good
 */
export const jobsRetry = <ThrowOnError extends boolean = false>(options: Options<JobsRetryData, ThrowOnError>): RequestResult<JobsRetryResponses, JobsRetryErrors, ThrowOnError> => (options.client ?? client).post<JobsRetryResponses, JobsRetryErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/jobs/{id}/retry',
    ...options
});

/**
 * Take a job out of its queue
 *
 * One that runs is told to stop, and is not tried again.
 */
export const jobsCancel = <ThrowOnError extends boolean = false>(options: Options<JobsCancelData, ThrowOnError>): RequestResult<JobsCancelResponses, JobsCancelErrors, ThrowOnError> => (options.client ?? client).post<JobsCancelResponses, JobsCancelErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/jobs/{id}/cancel',
    ...options
});

/**
 * Try all dead jobs again, or those of one kind
 */
export const jobsRedrive = <ThrowOnError extends boolean = false>(options?: Options<JobsRedriveData, ThrowOnError>): RequestResult<JobsRedriveResponses, JobsRedriveErrors, ThrowOnError> => (options?.client ?? client).post<JobsRedriveResponses, JobsRedriveErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/jobs/redrive',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * Delete your account with everything that is its own
 *
 * Needs a sign-in within the last ten minutes. Nobody sees it from then on and your sessions end; for some days a link in mail takes it back.
 */
export const meDelete = <ThrowOnError extends boolean = false>(options?: Options<MeDeleteData, ThrowOnError>): RequestResult<MeDeleteResponses, MeDeleteErrors, ThrowOnError> => (options?.client ?? client).delete<MeDeleteResponses, MeDeleteErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me',
    ...options
});

/**
 * Read your account
 */
export const meGet = <ThrowOnError extends boolean = false>(options?: Options<MeGetData, ThrowOnError>): RequestResult<MeGetResponses, MeGetErrors, ThrowOnError> => (options?.client ?? client).get<MeGetResponses, MeGetErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me',
    ...options
});

/**
 * Change your profile, and how you are told of what
 *
 * Only what is sent is changed.
 */
export const meUpdate = <ThrowOnError extends boolean = false>(options?: Options<MeUpdateData, ThrowOnError>): RequestResult<MeUpdateResponses, MeUpdateErrors, ThrowOnError> => (options?.client ?? client).patch<MeUpdateResponses, MeUpdateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * Change your password
 *
 * Your session goes on under a new token; all others end unless you say otherwise. It is as fresh as it was where you have a second factor.
 */
export const meChangePassword = <ThrowOnError extends boolean = false>(options: Options<MeChangePasswordData, ThrowOnError>): RequestResult<MeChangePasswordResponses, MeChangePasswordErrors, ThrowOnError> => (options.client ?? client).post<MeChangePasswordResponses, MeChangePasswordErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/password',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Ask for another address
 *
 * Mails a link to it; nothing changes before that is followed. Needs a sign-in within the last ten minutes. The answer does not tell whether the address is somebody else's.
 */
export const meChangeEmail = <ThrowOnError extends boolean = false>(options: Options<MeChangeEmailData, ThrowOnError>): RequestResult<MeChangeEmailResponses, MeChangeEmailErrors, ThrowOnError> => (options.client ?? client).post<MeChangeEmailResponses, MeChangeEmailErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/email',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List what was done to your account, newest first
 *
 * Sign-ins, those that failed too, and changes, with where they came from.
 */
export const meActivity = <ThrowOnError extends boolean = false>(options?: Options<MeActivityData, ThrowOnError>): RequestResult<MeActivityResponses, MeActivityErrors, ThrowOnError> => (options?.client ?? client).get<MeActivityResponses, MeActivityErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/activity',
    ...options
});

/**
 * Read how far the export of your account is
 */
export const meLatestExport = <ThrowOnError extends boolean = false>(options?: Options<MeLatestExportData, ThrowOnError>): RequestResult<MeLatestExportResponses, MeLatestExportErrors, ThrowOnError> => (options?.client ?? client).get<MeLatestExportResponses, MeLatestExportErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/export',
    ...options
});

/**
 * Have all that is kept of your account gathered in one file
 *
 * Needs a sign-in within the last ten minutes. A mail says when it is there; it is kept for seven days. Once an hour; while one is made, the answer is that one.
 */
export const meExport = <ThrowOnError extends boolean = false>(options?: Options<MeExportData, ThrowOnError>): RequestResult<MeExportResponses, MeExportErrors, ThrowOnError> => (options?.client ?? client).post<MeExportResponses, MeExportErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/export',
    ...options
});

/**
 * End all your sessions but this one
 *
 * Needs a sign-in within the last ten minutes.
 */
export const meSessionsRevokeOthers = <ThrowOnError extends boolean = false>(options?: Options<MeSessionsRevokeOthersData, ThrowOnError>): RequestResult<MeSessionsRevokeOthersResponses, MeSessionsRevokeOthersErrors, ThrowOnError> => (options?.client ?? client).delete<MeSessionsRevokeOthersResponses, MeSessionsRevokeOthersErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/sessions',
    ...options
});

/**
 * List your sessions
 *
 * Where you are signed in, the last seen first; and administrators who act as you.
 */
export const meSessionsList = <ThrowOnError extends boolean = false>(options?: Options<MeSessionsListData, ThrowOnError>): RequestResult<MeSessionsListResponses, MeSessionsListErrors, ThrowOnError> => (options?.client ?? client).get<MeSessionsListResponses, MeSessionsListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/sessions',
    ...options
});

/**
 * End one of your sessions
 *
 * An administrator's sessions in the place of others end with any of their own.
 */
export const meSessionsRevoke = <ThrowOnError extends boolean = false>(options: Options<MeSessionsRevokeData, ThrowOnError>): RequestResult<MeSessionsRevokeResponses, MeSessionsRevokeErrors, ThrowOnError> => (options.client ?? client).delete<MeSessionsRevokeResponses, MeSessionsRevokeErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/sessions/{id}',
    ...options
});

/**
 * List your API keys
 *
 * The newest first. What a key is nobody can read again.
 */
export const meApiKeysList = <ThrowOnError extends boolean = false>(options?: Options<MeApiKeysListData, ThrowOnError>): RequestResult<MeApiKeysListResponses, MeApiKeysListErrors, ThrowOnError> => (options?.client ?? client).get<MeApiKeysListResponses, MeApiKeysListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/api-keys',
    ...options
});

/**
 * Create an API key
 *
 * Needs a sign-in within the last ten minutes. Send the key as `Authorization: Bearer`, on any transport.
 */
export const meApiKeysCreate = <ThrowOnError extends boolean = false>(options: Options<MeApiKeysCreateData, ThrowOnError>): RequestResult<MeApiKeysCreateResponses, MeApiKeysCreateErrors, ThrowOnError> => (options.client ?? client).post<MeApiKeysCreateResponses, MeApiKeysCreateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/api-keys',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Replace an API key
 *
 * The present one goes on working for `overlapHours`. Needs a sign-in within the last ten minutes.
 */
export const meApiKeysRotate = <ThrowOnError extends boolean = false>(options: Options<MeApiKeysRotateData, ThrowOnError>): RequestResult<MeApiKeysRotateResponses, MeApiKeysRotateErrors, ThrowOnError> => (options.client ?? client).post<MeApiKeysRotateResponses, MeApiKeysRotateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/api-keys/{id}/rotate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * End an API key at once
 */
export const meApiKeysRevoke = <ThrowOnError extends boolean = false>(options: Options<MeApiKeysRevokeData, ThrowOnError>): RequestResult<MeApiKeysRevokeResponses, MeApiKeysRevokeErrors, ThrowOnError> => (options.client ?? client).delete<MeApiKeysRevokeResponses, MeApiKeysRevokeErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/api-keys/{id}',
    ...options
});

/**
 * Remove the authenticator app
 *
 * Passkeys stay. The recovery codes go with the last second factor.
 */
export const meMfaDisable = <ThrowOnError extends boolean = false>(options?: Options<MeMfaDisableData, ThrowOnError>): RequestResult<MeMfaDisableResponses, MeMfaDisableErrors, ThrowOnError> => (options?.client ?? client).delete<MeMfaDisableResponses, MeMfaDisableErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/mfa',
    ...options
});

/**
 * Read which second factors you have
 */
export const meMfaGet = <ThrowOnError extends boolean = false>(options?: Options<MeMfaGetData, ThrowOnError>): RequestResult<MeMfaGetResponses, MeMfaGetErrors, ThrowOnError> => (options?.client ?? client).get<MeMfaGetResponses, MeMfaGetErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/mfa',
    ...options
});

/**
 * Begin to set up an authenticator app
 *
 * It counts once one of its codes was confirmed. Each call makes another secret.
 */
export const meMfaStart = <ThrowOnError extends boolean = false>(options?: Options<MeMfaStartData, ThrowOnError>): RequestResult<MeMfaStartResponses, MeMfaStartErrors, ThrowOnError> => (options?.client ?? client).post<MeMfaStartResponses, MeMfaStartErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/mfa',
    ...options
});

/**
 * Confirm the authenticator app with one of its codes
 *
 * From then on signing in asks for it. Your other sessions end unless you say otherwise, and this one has a new token. The account's first factor comes with ten recovery codes.
 */
export const meMfaConfirm = <ThrowOnError extends boolean = false>(options: Options<MeMfaConfirmData, ThrowOnError>): RequestResult<MeMfaConfirmResponses, MeMfaConfirmErrors, ThrowOnError> => (options.client ?? client).post<MeMfaConfirmResponses, MeMfaConfirmErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/mfa/confirm',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Make ten new recovery codes
 *
 * Those that you had before do not work any more.
 */
export const meMfaRecoveryCodes = <ThrowOnError extends boolean = false>(options?: Options<MeMfaRecoveryCodesData, ThrowOnError>): RequestResult<MeMfaRecoveryCodesResponses, MeMfaRecoveryCodesErrors, ThrowOnError> => (options?.client ?? client).post<MeMfaRecoveryCodesResponses, MeMfaRecoveryCodesErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/mfa/recovery-codes',
    ...options
});

/**
 * List your passkeys
 */
export const mePasskeysList = <ThrowOnError extends boolean = false>(options?: Options<MePasskeysListData, ThrowOnError>): RequestResult<MePasskeysListResponses, MePasskeysListErrors, ThrowOnError> => (options?.client ?? client).get<MePasskeysListResponses, MePasskeysListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/passkeys',
    ...options
});

/**
 * Add a passkey
 *
 * From then on signing in with the password asks for it or another second factor. This session has a new token. The account's first factor comes with ten recovery codes.
 */
export const mePasskeysAdd = <ThrowOnError extends boolean = false>(options: Options<MePasskeysAddData, ThrowOnError>): RequestResult<MePasskeysAddResponses, MePasskeysAddErrors, ThrowOnError> => (options.client ?? client).post<MePasskeysAddResponses, MePasskeysAddErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/passkeys',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Ask for what a browser needs to make a passkey
 *
 * For five minutes, for one passkey.
 */
export const mePasskeysOptions = <ThrowOnError extends boolean = false>(options?: Options<MePasskeysOptionsData, ThrowOnError>): RequestResult<MePasskeysOptionsResponses, MePasskeysOptionsErrors, ThrowOnError> => (options?.client ?? client).post<MePasskeysOptionsResponses, MePasskeysOptionsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/passkeys/options',
    ...options
});

/**
 * Remove a passkey
 *
 * Not the last way to sign in. The recovery codes go with the last second factor.
 */
export const mePasskeysRemove = <ThrowOnError extends boolean = false>(options: Options<MePasskeysRemoveData, ThrowOnError>): RequestResult<MePasskeysRemoveResponses, MePasskeysRemoveErrors, ThrowOnError> => (options.client ?? client).delete<MePasskeysRemoveResponses, MePasskeysRemoveErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/passkeys/{id}',
    ...options
});

/**
 * Give a passkey another name
 */
export const mePasskeysRename = <ThrowOnError extends boolean = false>(options: Options<MePasskeysRenameData, ThrowOnError>): RequestResult<MePasskeysRenameResponses, MePasskeysRenameErrors, ThrowOnError> => (options.client ?? client).patch<MePasskeysRenameResponses, MePasskeysRenameErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/passkeys/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List your notifications
 *
 * Newest first. What you may not see any more is left out.
 */
export const meNotificationsList = <ThrowOnError extends boolean = false>(options?: Options<MeNotificationsListData, ThrowOnError>): RequestResult<MeNotificationsListResponses, MeNotificationsListErrors, ThrowOnError> => (options?.client ?? client).get<MeNotificationsListResponses, MeNotificationsListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/notifications',
    ...options
});

/**
 * Mark notifications as read
 *
 * Some by their ids, or all up to an instant. Ids that are not yours are passed over.
 */
export const meNotificationsMarkRead = <ThrowOnError extends boolean = false>(options?: Options<MeNotificationsMarkReadData, ThrowOnError>): RequestResult<MeNotificationsMarkReadResponses, MeNotificationsMarkReadErrors, ThrowOnError> => (options?.client ?? client).post<MeNotificationsMarkReadResponses, MeNotificationsMarkReadErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/notifications/read',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * Your notifications, as they come
 *
 * Come again with the last id: nothing is lost for a day.
 */
export const meNotificationsStream = <ThrowOnError extends boolean = false>(options?: Options<MeNotificationsStreamData, ThrowOnError, MeNotificationsStreamResponse>): Promise<ServerSentEventsResult<MeNotificationsStreamResponses>> => (options?.client ?? client).sse.get<MeNotificationsStreamResponses, MeNotificationsStreamErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/notifications/stream',
    ...options
});

/**
 * List the accounts at providers that sign you in
 */
export const meIdentitiesList = <ThrowOnError extends boolean = false>(options?: Options<MeIdentitiesListData, ThrowOnError>): RequestResult<MeIdentitiesListResponses, MeIdentitiesListErrors, ThrowOnError> => (options?.client ?? client).get<MeIdentitiesListResponses, MeIdentitiesListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/identities',
    ...options
});

/**
 * Begin to link an account at a provider
 *
 * As `auth.oauthStart`, for this session. Needs a sign-in within the last ten minutes, and so does unlinking.
 */
export const meIdentitiesLink = <ThrowOnError extends boolean = false>(options: Options<MeIdentitiesLinkData, ThrowOnError>): RequestResult<MeIdentitiesLinkResponses, MeIdentitiesLinkErrors, ThrowOnError> => (options.client ?? client).post<MeIdentitiesLinkResponses, MeIdentitiesLinkErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/identities',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Unlink an account at a provider
 */
export const meIdentitiesUnlink = <ThrowOnError extends boolean = false>(options: Options<MeIdentitiesUnlinkData, ThrowOnError>): RequestResult<MeIdentitiesUnlinkResponses, MeIdentitiesUnlinkErrors, ThrowOnError> => (options.client ?? client).delete<MeIdentitiesUnlinkResponses, MeIdentitiesUnlinkErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/identities/{id}',
    ...options
});

/**
 * List, filter or search posts
 *
 * Published posts, newest first, or best match first in a search. Signed in, also your own drafts and your bin.
 */
export const postsList = <ThrowOnError extends boolean = false>(options?: Options<PostsListData, ThrowOnError>): RequestResult<PostsListResponses, PostsListErrors, ThrowOnError> => (options?.client ?? client).get<PostsListResponses, PostsListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts',
    ...options
});

/**
 * Write a post
 *
 * A draft unless it is `published` at once or has a `publishAt`.
 */
export const postsCreate = <ThrowOnError extends boolean = false>(options: Options<PostsCreateData, ThrowOnError>): RequestResult<PostsCreateResponses, PostsCreateErrors, ThrowOnError> => (options.client ?? client).post<PostsCreateResponses, PostsCreateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The newest posts of the users that you follow
 */
export const postsFeed = <ThrowOnError extends boolean = false>(options?: Options<PostsFeedData, ThrowOnError>): RequestResult<PostsFeedResponses, PostsFeedErrors, ThrowOnError> => (options?.client ?? client).get<PostsFeedResponses, PostsFeedErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/feed',
    ...options
});

/**
 * What happens to posts, as it happens
 *
 * Drafts are told about to their author and to editors. Come again with the last id: nothing is lost for a day.
 */
export const postsEvents = <ThrowOnError extends boolean = false>(options?: Options<PostsEventsData, ThrowOnError, PostsEventsResponse>): Promise<ServerSentEventsResult<PostsEventsResponses>> => (options?.client ?? client).sse.get<PostsEventsResponses, PostsEventsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/events',
    ...options
});

/**
 * Move a post to the bin
 *
 * It can be restored for 30 days; then it is deleted for good.
 */
export const postsDelete = <ThrowOnError extends boolean = false>(options: Options<PostsDeleteData, ThrowOnError>): RequestResult<PostsDeleteResponses, PostsDeleteErrors, ThrowOnError> => (options.client ?? client).delete<PostsDeleteResponses, PostsDeleteErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}',
    ...options
});

/**
 * Read a post
 *
 * By id or slug. Drafts are there for their author and for editors.
 */
export const postsGet = <ThrowOnError extends boolean = false>(options: Options<PostsGetData, ThrowOnError>): RequestResult<PostsGetResponses, PostsGetErrors, ThrowOnError> => (options.client ?? client).get<PostsGetResponses, PostsGetErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}',
    ...options
});

/**
 * Change a post's content
 *
 * Only what is sent is changed; the content before becomes a revision.
 */
export const postsUpdate = <ThrowOnError extends boolean = false>(options: Options<PostsUpdateData, ThrowOnError>): RequestResult<PostsUpdateResponses, PostsUpdateErrors, ThrowOnError> => (options.client ?? client).patch<PostsUpdateResponses, PostsUpdateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take a post out of the bin, within 30 days
 */
export const postsRestore = <ThrowOnError extends boolean = false>(options: Options<PostsRestoreData, ThrowOnError>): RequestResult<PostsRestoreResponses, PostsRestoreErrors, ThrowOnError> => (options.client ?? client).post<PostsRestoreResponses, PostsRestoreErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}/restore',
    ...options
});

/**
 * Publish a post now
 */
export const postsPublish = <ThrowOnError extends boolean = false>(options: Options<PostsPublishData, ThrowOnError>): RequestResult<PostsPublishResponses, PostsPublishErrors, ThrowOnError> => (options.client ?? client).post<PostsPublishResponses, PostsPublishErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}/publish',
    ...options
});

/**
 * Make a published or scheduled post a draft again
 */
export const postsUnpublish = <ThrowOnError extends boolean = false>(options: Options<PostsUnpublishData, ThrowOnError>): RequestResult<PostsUnpublishResponses, PostsUnpublishErrors, ThrowOnError> => (options.client ?? client).post<PostsUnpublishResponses, PostsUnpublishErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}/unpublish',
    ...options
});

/**
 * Publish a post at an instant in the future
 */
export const postsSchedule = <ThrowOnError extends boolean = false>(options: Options<PostsScheduleData, ThrowOnError>): RequestResult<PostsScheduleResponses, PostsScheduleErrors, ThrowOnError> => (options.client ?? client).post<PostsScheduleResponses, PostsScheduleErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}/schedule',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List what a post said before, newest first
 */
export const postsRevisions = <ThrowOnError extends boolean = false>(options: Options<PostsRevisionsData, ThrowOnError>): RequestResult<PostsRevisionsResponses, PostsRevisionsErrors, ThrowOnError> => (options.client ?? client).get<PostsRevisionsResponses, PostsRevisionsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}/revisions',
    ...options
});

/**
 * What a post said in one revision
 */
export const postsRevision = <ThrowOnError extends boolean = false>(options: Options<PostsRevisionData, ThrowOnError>): RequestResult<PostsRevisionResponses, PostsRevisionErrors, ThrowOnError> => (options.client ?? client).get<PostsRevisionResponses, PostsRevisionErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}/revisions/{number}',
    ...options
});

/**
 * Bring back the content of a revision
 */
export const postsRevert = <ThrowOnError extends boolean = false>(options: Options<PostsRevertData, ThrowOnError>): RequestResult<PostsRevertResponses, PostsRevertErrors, ThrowOnError> => (options.client ?? client).post<PostsRevertResponses, PostsRevertErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}/revisions/{number}/revert',
    ...options
});

/**
 * Take a post off your favorites
 */
export const postsUnfavorite = <ThrowOnError extends boolean = false>(options: Options<PostsUnfavoriteData, ThrowOnError>): RequestResult<PostsUnfavoriteResponses, PostsUnfavoriteErrors, ThrowOnError> => (options.client ?? client).delete<PostsUnfavoriteResponses, PostsUnfavoriteErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}/favorite',
    ...options
});

/**
 * Mark a post as a favorite
 */
export const postsFavorite = <ThrowOnError extends boolean = false>(options: Options<PostsFavoriteData, ThrowOnError>): RequestResult<PostsFavoriteResponses, PostsFavoriteErrors, ThrowOnError> => (options.client ?? client).put<PostsFavoriteResponses, PostsFavoriteErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/posts/{id}/favorite',
    ...options
});

/**
 * List the keys that access tokens are signed with
 */
export const signingKeysList = <ThrowOnError extends boolean = false>(options?: Options<SigningKeysListData, ThrowOnError>): RequestResult<SigningKeysListResponses, SigningKeysListErrors, ThrowOnError> => (options?.client ?? client).get<SigningKeysListResponses, SigningKeysListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/signing-keys',
    ...options
});

/**
 * Have a new key sign access tokens
 *
 * It takes over in ten minutes, when all who keep the published keys have it; by itself this happens every 90 days. With `compromised` at once: what was signed before no longer holds.
 */
export const signingKeysRotate = <ThrowOnError extends boolean = false>(options?: Options<SigningKeysRotateData, ThrowOnError>): RequestResult<SigningKeysRotateResponses, SigningKeysRotateErrors, ThrowOnError> => (options?.client ?? client).post<SigningKeysRotateResponses, SigningKeysRotateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/signing-keys/rotate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * What this server is
 */
export const systemInfo = <ThrowOnError extends boolean = false>(options?: Options<SystemInfoData, ThrowOnError>): RequestResult<SystemInfoResponses, SystemInfoErrors, ThrowOnError> => (options?.client ?? client).get<SystemInfoResponses, SystemInfoErrors, ThrowOnError>({ url: '/system/info', ...options });

/**
 * List the tags of published posts, most used first
 */
export const tagsList = <ThrowOnError extends boolean = false>(options?: Options<TagsListData, ThrowOnError>): RequestResult<TagsListResponses, TagsListErrors, ThrowOnError> => (options?.client ?? client).get<TagsListResponses, TagsListErrors, ThrowOnError>({ url: '/tags', ...options });

/**
 * List or search users
 *
 * E-mail addresses, roles and status are there for administrators only.
 */
export const usersList = <ThrowOnError extends boolean = false>(options?: Options<UsersListData, ThrowOnError>): RequestResult<UsersListResponses, UsersListErrors, ThrowOnError> => (options?.client ?? client).get<UsersListResponses, UsersListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users',
    ...options
});

/**
 * Create an account for somebody, with a link to hand over by which they choose the password
 *
 * A role other than `user` needs `user:set-role` as well, and a credential of the last minutes.
 */
export const usersCreate = <ThrowOnError extends boolean = false>(options: Options<UsersCreateData, ThrowOnError>): RequestResult<UsersCreateResponses, UsersCreateErrors, ThrowOnError> => (options.client ?? client).post<UsersCreateResponses, UsersCreateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Delete an account with everything that is its own
 */
export const usersDelete = <ThrowOnError extends boolean = false>(options: Options<UsersDeleteData, ThrowOnError>): RequestResult<UsersDeleteResponses, UsersDeleteErrors, ThrowOnError> => (options.client ?? client).delete<UsersDeleteResponses, UsersDeleteErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}',
    ...options
});

/**
 * Read a user
 */
export const usersGet = <ThrowOnError extends boolean = false>(options: Options<UsersGetData, ThrowOnError>): RequestResult<UsersGetResponses, UsersGetErrors, ThrowOnError> => (options.client ?? client).get<UsersGetResponses, UsersGetErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}',
    ...options
});

/**
 * Change a profile: your own, or anybody's as an administrator
 */
export const usersUpdate = <ThrowOnError extends boolean = false>(options: Options<UsersUpdateData, ThrowOnError>): RequestResult<UsersUpdateResponses, UsersUpdateErrors, ThrowOnError> => (options.client ?? client).patch<UsersUpdateResponses, UsersUpdateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Create an account for somebody, who chooses the password
 *
 * By a link that is mailed to them and holds for seven days. A role other than `user` needs `user:set-role` as well, and a credential of the last minutes.
 */
export const usersInvite = <ThrowOnError extends boolean = false>(options: Options<UsersInviteData, ThrowOnError>): RequestResult<UsersInviteResponses, UsersInviteErrors, ThrowOnError> => (options.client ?? client).post<UsersInviteResponses, UsersInviteErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/invitations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Change a user's role
 *
 * A role other than `user` needs a credential of the last minutes; an API key with the scope does not.
 */
export const usersSetRole = <ThrowOnError extends boolean = false>(options: Options<UsersSetRoleData, ThrowOnError>): RequestResult<UsersSetRoleResponses, UsersSetRoleErrors, ThrowOnError> => (options.client ?? client).put<UsersSetRoleResponses, UsersSetRoleErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}/role',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Bar an account and end its sessions
 */
export const usersDisable = <ThrowOnError extends boolean = false>(options: Options<UsersDisableData, ThrowOnError>): RequestResult<UsersDisableResponses, UsersDisableErrors, ThrowOnError> => (options.client ?? client).post<UsersDisableResponses, UsersDisableErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}/disable',
    ...options
});

/**
 * Let a barred account in again
 */
export const usersEnable = <ThrowOnError extends boolean = false>(options: Options<UsersEnableData, ThrowOnError>): RequestResult<UsersEnableResponses, UsersEnableErrors, ThrowOnError> => (options.client ?? client).post<UsersEnableResponses, UsersEnableErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}/enable',
    ...options
});

/**
 * End all sessions and API keys of a user
 *
 * For an account that somebody else may be in. Its owner can sign in again.
 */
export const usersEndSessions = <ThrowOnError extends boolean = false>(options: Options<UsersEndSessionsData, ThrowOnError>): RequestResult<UsersEndSessionsResponses, UsersEndSessionsErrors, ThrowOnError> => (options.client ?? client).delete<UsersEndSessionsResponses, UsersEndSessionsErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}/sessions',
    ...options
});

/**
 * Lift the lock that failed sign-ins have set
 */
export const usersUnlock = <ThrowOnError extends boolean = false>(options: Options<UsersUnlockData, ThrowOnError>): RequestResult<UsersUnlockResponses, UsersUnlockErrors, ThrowOnError> => (options.client ?? client).post<UsersUnlockResponses, UsersUnlockErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}/unlock',
    ...options
});

/**
 * Remove the second factors of somebody who has lost them
 *
 * All of them, recovery codes too; their sessions end, and they are mailed. Not your own.
 */
export const usersResetMfa = <ThrowOnError extends boolean = false>(options: Options<UsersResetMfaData, ThrowOnError>): RequestResult<UsersResetMfaResponses, UsersResetMfaErrors, ThrowOnError> => (options.client ?? client).delete<UsersResetMfaResponses, UsersResetMfaErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}/mfa',
    ...options
});

/**
 * Say whether an account must have a second factor
 *
 * Then its sessions that have not seen one end, and new ones can do nothing but set one up.
 */
export const usersRequireMfa = <ThrowOnError extends boolean = false>(options: Options<UsersRequireMfaData, ThrowOnError>): RequestResult<UsersRequireMfaResponses, UsersRequireMfaErrors, ThrowOnError> => (options.client ?? client).put<UsersRequireMfaResponses, UsersRequireMfaErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}/mfa-required',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Act as a user for an hour, with a bearer token
 *
 * Needs a sign-in within the last ten minutes. Never as an administrator.
 */
export const usersImpersonate = <ThrowOnError extends boolean = false>(options: Options<UsersImpersonateData, ThrowOnError>): RequestResult<UsersImpersonateResponses, UsersImpersonateErrors, ThrowOnError> => (options.client ?? client).post<UsersImpersonateResponses, UsersImpersonateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}/impersonate',
    ...options
});

/**
 * Stop following a user
 */
export const usersUnfollow = <ThrowOnError extends boolean = false>(options: Options<UsersUnfollowData, ThrowOnError>): RequestResult<UsersUnfollowResponses, UsersUnfollowErrors, ThrowOnError> => (options.client ?? client).delete<UsersUnfollowResponses, UsersUnfollowErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}/follow',
    ...options
});

/**
 * Follow a user
 */
export const usersFollow = <ThrowOnError extends boolean = false>(options: Options<UsersFollowData, ThrowOnError>): RequestResult<UsersFollowResponses, UsersFollowErrors, ThrowOnError> => (options.client ?? client).put<UsersFollowResponses, UsersFollowErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/users/{id}/follow',
    ...options
});

/**
 * List the webhooks, newest first
 */
export const webhooksList = <ThrowOnError extends boolean = false>(options?: Options<WebhooksListData, ThrowOnError>): RequestResult<WebhooksListResponses, WebhooksListErrors, ThrowOnError> => (options?.client ?? client).get<WebhooksListResponses, WebhooksListErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks',
    ...options
});

/**
 * Register an address for messages about public events
 *
 * Messages are signed as Standard Webhooks says, with the secret that is told here and never again.
 */
export const webhooksCreate = <ThrowOnError extends boolean = false>(options: Options<WebhooksCreateData, ThrowOnError>): RequestResult<WebhooksCreateResponses, WebhooksCreateErrors, ThrowOnError> => (options.client ?? client).post<WebhooksCreateResponses, WebhooksCreateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Delete a webhook with its deliveries
 */
export const webhooksDelete = <ThrowOnError extends boolean = false>(options: Options<WebhooksDeleteData, ThrowOnError>): RequestResult<WebhooksDeleteResponses, WebhooksDeleteErrors, ThrowOnError> => (options.client ?? client).delete<WebhooksDeleteResponses, WebhooksDeleteErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks/{id}',
    ...options
});

/**
 * Read a webhook
 */
export const webhooksGet = <ThrowOnError extends boolean = false>(options: Options<WebhooksGetData, ThrowOnError>): RequestResult<WebhooksGetResponses, WebhooksGetErrors, ThrowOnError> => (options.client ?? client).get<WebhooksGetResponses, WebhooksGetErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks/{id}',
    ...options
});

/**
 * Change a webhook, switch it off or on
 */
export const webhooksUpdate = <ThrowOnError extends boolean = false>(options: Options<WebhooksUpdateData, ThrowOnError>): RequestResult<WebhooksUpdateResponses, WebhooksUpdateErrors, ThrowOnError> => (options.client ?? client).patch<WebhooksUpdateResponses, WebhooksUpdateErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Make a new secret; the one before signs beside it for a while
 */
export const webhooksRotateSecret = <ThrowOnError extends boolean = false>(options: Options<WebhooksRotateSecretData, ThrowOnError>): RequestResult<WebhooksRotateSecretResponses, WebhooksRotateSecretErrors, ThrowOnError> => (options.client ?? client).post<WebhooksRotateSecretResponses, WebhooksRotateSecretErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks/{id}/rotate-secret',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Send a message of type webhook.test
 */
export const webhooksTest = <ThrowOnError extends boolean = false>(options: Options<WebhooksTestData, ThrowOnError>): RequestResult<WebhooksTestResponses, WebhooksTestErrors, ThrowOnError> => (options.client ?? client).post<WebhooksTestResponses, WebhooksTestErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks/{id}/test',
    ...options
});

/**
 * List a webhook's messages and what became of them, newest first
 */
export const webhooksDeliveries = <ThrowOnError extends boolean = false>(options: Options<WebhooksDeliveriesData, ThrowOnError>): RequestResult<WebhooksDeliveriesResponses, WebhooksDeliveriesErrors, ThrowOnError> => (options.client ?? client).get<WebhooksDeliveriesResponses, WebhooksDeliveriesErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks/{id}/deliveries',
    ...options
});

/**
 * Read a message as it is sent, and its tries
 */
export const webhooksDelivery = <ThrowOnError extends boolean = false>(options: Options<WebhooksDeliveryData, ThrowOnError>): RequestResult<WebhooksDeliveryResponses, WebhooksDeliveryErrors, ThrowOnError> => (options.client ?? client).get<WebhooksDeliveryResponses, WebhooksDeliveryErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks/{id}/deliveries/{deliveryId}',
    ...options
});

/**
 * Send a message again, by the same id
 */
export const webhooksRedeliver = <ThrowOnError extends boolean = false>(options: Options<WebhooksRedeliverData, ThrowOnError>): RequestResult<WebhooksRedeliverResponses, WebhooksRedeliverErrors, ThrowOnError> => (options.client ?? client).post<WebhooksRedeliverResponses, WebhooksRedeliverErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks/{id}/deliveries/{deliveryId}/redeliver',
    ...options
});

/**
 * Make a webhook without an address, whose messages are pulled
 *
 * For `tenon webhooks listen`. It ends when nobody has pulled for two minutes.
 */
export const webhooksListen = <ThrowOnError extends boolean = false>(options?: Options<WebhooksListenData, ThrowOnError>): RequestResult<WebhooksListenResponses, WebhooksListenErrors, ThrowOnError> => (options?.client ?? client).post<WebhooksListenResponses, WebhooksListenErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks/listen',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * Take the messages that wait, and tell what became of those before
 */
export const webhooksPull = <ThrowOnError extends boolean = false>(options: Options<WebhooksPullData, ThrowOnError>): RequestResult<WebhooksPullResponses, WebhooksPullErrors, ThrowOnError> => (options.client ?? client).post<WebhooksPullResponses, WebhooksPullErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/webhooks/{id}/pull',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * The bytes of a file
 *
 * Of a public file, of one's own, or with a `token` as `GET /files/{id}/links` gives it. Takes `Range`, `If-Range` and `If-None-Match`.
 */
export const filesContent = <ThrowOnError extends boolean = false>(options: Options<FilesContentData, ThrowOnError>): RequestResult<FilesContentResponses, FilesContentErrors, ThrowOnError> => (options.client ?? client).get<FilesContentResponses, FilesContentErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/files/{id}/content',
    ...options
});

/**
 * A small WebP image of an image
 *
 * Of a public file, of one's own, or with a `token` as `GET /files/{id}/links` gives it. Takes `Range`, `If-Range` and `If-None-Match`.
 */
export const filesThumbnail = <ThrowOnError extends boolean = false>(options: Options<FilesThumbnailData, ThrowOnError>): RequestResult<FilesThumbnailResponses, FilesThumbnailErrors, ThrowOnError> => (options.client ?? client).get<FilesThumbnailResponses, FilesThumbnailErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/files/{id}/thumbnail',
    ...options
});

/**
 * The bytes of the export of your account
 *
 * By its owner's session alone. Takes `Range`, `If-Range` and `If-None-Match`.
 */
export const meExportContent = <ThrowOnError extends boolean = false>(options?: Options<MeExportContentData, ThrowOnError>): RequestResult<MeExportContentResponses, MeExportContentErrors, ThrowOnError> => (options?.client ?? client).get<MeExportContentResponses, MeExportContentErrors, ThrowOnError>({
    security: [{ scheme: 'bearer', type: 'http' }, {
            in: 'cookie',
            name: '__Host-session',
            type: 'apiKey'
        }],
    url: '/me/export/content',
    ...options
});
