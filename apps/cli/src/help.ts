export const description = "The command line of a Tenon server: sign in, read and write posts, look up users.";

export const epilogue = `
Examples:
  $ tenon login --url https://api.example.com
  $ tenon posts list --search "query planner" --limit 5
  $ tenon posts create --title "On engines" --file engines.md --tag history --publish
  $ tenon posts list --json | jq -r '.items[].slug'
  $ curl -H "authorization: Bearer $(tenon token --audience https://search.example.com)" https://search.example.com
  $ pass show tenon | tenon login --email ada@example.com --password-stdin

Exit codes:
  0    done
  1    refused by the server (the reason is on stderr, in parentheses), or failed unexpectedly
  2    the command line is wrong
  3    not signed in, or the session has ended
  4    the server could not be reached
  130  interrupted

The credential:
  \`tenon login\` keeps a session's token for each server in $XDG_CONFIG_HOME/tenon/credentials.json
  (~/.config/tenon/credentials.json by default), readable by you alone; a file that others can read is not used.
  The token is never printed, and it is sent to its own server only. \`tenon logout\` ends the session and removes it.

Environment:
  TENON_URL        the server, where --url is not given
  TENON_TOKEN      a bearer token to use in the place of the stored one
  TENON_DEBUG      with any value: stack traces for errors
  XDG_CONFIG_HOME  where the credential is kept
  NO_COLOR         with any value: as --no-color, which is also so where the output is not a terminal`;
