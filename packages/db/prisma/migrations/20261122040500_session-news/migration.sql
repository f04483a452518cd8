-- Tells every node, on commit, which sessions to look at anew (`SessionNews` of @tenon/auth), whoever wrote and however: by a
-- cascade, or by hand. Rare, so that the lock which NOTIFY takes at commit is no matter.
CREATE FUNCTION tell_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tenon_sessions', 's:' || OLD.public_id);
  RETURN NULL;
END $$;

CREATE TRIGGER sessions_tell_ended AFTER DELETE ON sessions
  FOR EACH ROW WHEN (OLD.expires_at > statement_timestamp()) EXECUTE FUNCTION tell_session();

-- A renewal, which moves the end away, need not be told.
CREATE TRIGGER sessions_tell_changed AFTER UPDATE ON sessions
  FOR EACH ROW WHEN (
    NEW.id <> OLD.id OR NEW.aal <> OLD.aal OR NEW.user_id <> OLD.user_id OR NEW.kind <> OLD.kind
    OR NEW.expires_at < OLD.expires_at OR NEW.absolute_expires_at < OLD.absolute_expires_at
    OR NEW.authenticated_at <> OLD.authenticated_at OR NEW.idle_seconds <> OLD.idle_seconds)
  EXECUTE FUNCTION tell_session();

CREATE FUNCTION tell_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tenon_sessions', 'u:' || OLD.id);
  RETURN NULL;
END $$;

CREATE TRIGGER users_tell_changed AFTER UPDATE ON users
  FOR EACH ROW WHEN (
    NEW.role <> OLD.role OR NEW.status <> OLD.status OR NEW.mfa_required <> OLD.mfa_required OR NEW.username <> OLD.username)
  EXECUTE FUNCTION tell_user();
