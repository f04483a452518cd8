/** The columns of a table, by who may ever be shown what is in them; their names apart by spaces. */
export type Columns = {
  /** Nobody, in no form. */
  secret?: string;
  /** The account that the row belongs to, and administrators where a procedure is about that. */
  personal?: string;
  /** The row's account, as SQL. */
  owner?: string;
  /** No more than the procedures say that show it. */
  open: string;
};

/** Every column of every table. A new one has to be put where it belongs, or the test of this fails. */
export const columns: Record<string, Columns> = {
  api_keys: {
    secret: "hash",
    personal: "start allowed_ips",
    owner: "owner_id",
    open: "id name owner_id scopes aal created_at expires_at last_used_at",
  },
  audit_checkpoints: { secret: "mac", open: "kind seq hash at key_id" },
  audit_events: {
    personal: "ip user_agent",
    owner: "subject_id",
    open: "id at action outcome actor_id impersonator_id subject_id target_type target_id request_id session_id meta hash seq xid",
  },
  comments: { open: "id post_id author_id body created_at updated_at number" },
  data_exports: { open: "id user_id status size sha256 created_at ready_at expires_at" },
  device_grants: {
    secret: "device_code_hash user_code_hash",
    personal: "ip user_agent",
    owner: "claimed_by",
    open: "id client_name scopes status claimed_by aal amr interval_seconds last_polled_at created_at expires_at",
  },
  events: { open: "id channel type data xid created_at" },
  favorites: { open: "user_id post_id created_at" },
  file_usages: { open: "user_id bytes" },
  files: {
    open: "id owner_id name mime kind size sha256 status is_public width height created_at expires_at link_used_at claimed_until",
  },
  follows: { open: "follower_id followee_id created_at" },
  idempotency_records: {
    secret: "fingerprint",
    open: "principal procedure key output locked_until expires_at created_id",
  },
  identities: {
    secret: "subject",
    personal: "email_at_link",
    owner: "user_id",
    open: "id user_id issuer provider created_at last_used_at",
  },
  inbox_messages: { secret: "body", open: "provider id type received_at handled_at" },
  job_effects: { open: "key created_at" },
  login_throttles: {
    secret: "key_hash",
    open: "failed window_start lock_level locked_until failed_in_a_row",
  },
  mail_deliveries: { secret: "address_hash", open: "id outcome response created_at" },
  notifications: {
    open: "id user_id type actor_id post_id comment_id subject_id read_at mailed_at created_at",
  },
  one_time_tokens: {
    secret: "token_hash",
    personal: "email payload",
    owner: "user_id",
    open: "id kind user_id attempts created_at expires_at consumed_at",
  },
  passkeys: {
    secret: "public_key",
    personal: "credential_id",
    owner: "user_id",
    open: "id user_id counter transports backed_up aaguid name created_at last_used_at",
  },
  post_revisions: { open: "post_id number title summary body tags editor_id created_at" },
  posts: {
    open: "id slug title summary body tags status publish_at published_at created_at updated_at deleted_at version favorites_count comments_count author_id listed_at search",
  },
  recovery_codes: { secret: "hash", open: "user_id slot used_at created_at" },
  second_factor_tries: { open: "user_id tried window_start window_minutes" },
  sessions: {
    secret: "id",
    personal: "ip user_agent",
    owner: "user_id",
    open: "public_id user_id actor_id kind expires_at absolute_expires_at authenticated_at created_at aal amr idle_seconds last_seen_at refresh_counter refresh_rotated_at scopes remember",
  },
  signing_keys: { secret: "sealed_private", open: "kid public_jwk signs_from created_at" },
  tags: { open: "name posts_count" },
  totp_factors: { secret: "secret", open: "user_id confirmed_at last_step created_at" },
  users: {
    secret: "password_hash",
    personal: "email email_normalized",
    owner: "id",
    open: "id email_verified_at username name bio image role status created_at updated_at search email_bounced_at notify_comment notify_follower notify_post mfa_required password_changed_at deletion_at",
  },
  webhook_attempts: { open: "delivery_id number at duration_ms answer_status excerpt error" },
  webhook_deliveries: {
    open: "id webhook_id event_id type payload status attempts round_start next_at created_at",
  },
  webhooks: {
    secret: "secret previous_secret",
    open: "id kind url description events previous_expires_at disabled_at disabled_reason failing_since expires_at created_at updated_at",
  },
  _prisma_migrations: {
    open: "id checksum finished_at migration_name logs rolled_back_at started_at applied_steps_count",
  },
};

export const listOf = (names: string | undefined): string[] => names?.split(" ") ?? [];

const sounding =
  /secret|hash|token|sealed|passw|private|pepper|mac$|code|challenge|cookie|credential|fingerprint|pubkey|public_key|email|^ip$|_ips?$|agent|subject$/;

/** What sounds like a secret, or like somebody's, and is neither. */
const harmless: Record<string, string> = {
  "audit_events.hash": "the chain's, over what administrators see anyway",
  "audit_checkpoints.hash": "the chain's",
  "users.email_verified_at": "an instant",
  "users.email_bounced_at": "an instant",
  "users.password_changed_at": "an instant",
};

/** Where the table above and the database differ, and what it calls open though its name says otherwise. */
export function columnFaults(actual: { table: string; column: string }[], known = columns): string[] {
  const present = actual.map(({ table, column }) => `${table}.${column}`);
  const listed = Object.entries(known).flatMap(([table, { secret, personal, open }]) =>
    [secret, personal, open].flatMap(listOf).map((column) => `${table}.${column}`),
  );
  const open = Object.entries(known).flatMap(([table, row]) => listOf(row.open).map((column) => `${table}.${column}`));
  return [
    ...present.filter((name) => !listed.includes(name)).map((name) => `${name} is not classified`),
    ...listed.filter((name) => !present.includes(name)).map((name) => `${name} is gone`),
    ...listed.filter((name, at) => listed.indexOf(name) !== at).map((name) => `${name} is classified twice`),
    ...open
      .filter((name) => sounding.test(name.split(".")[1] ?? "") && !Object.hasOwn(harmless, name))
      .map((name) => `${name} sounds like a secret and is called open`),
    ...Object.keys(harmless)
      .filter((name) => !open.includes(name))
      .map((name) => `${name} needs no excuse`),
    ...Object.entries(known)
      .filter(([, { personal, owner }]) => (personal === undefined) !== (owner === undefined))
      .map(([table]) => `${table} has what is personal, and whose it is, or neither`),
  ];
}
