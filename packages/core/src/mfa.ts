export { confirmApp, removeApp, startApp } from "./mfa/app.ts";
export { passkeyOptions } from "./mfa/passkey-answer.ts";
export { addPasskey, listPasskeys, newPasskeyOptions, removePasskey, renamePasskey } from "./mfa/passkeys.ts";
export { renewRecoveryCodes } from "./mfa/recovery-codes.ts";
export { getMfa } from "./mfa/state.ts";
