import { hash } from "node:crypto";

/** The style of the pages; light or dark as the reader's system is. */
export const style = `
  :root { color-scheme: light dark; --dim: light-dark(#57606a, #9aa4af); --line: light-dark(#d8dee4, #30363d); --link:
  light-dark(#0550ae, #79b8ff); --box: light-dark(#f3f5f7, #1c2128); } body { font: 1rem/1.6 system-ui, sans-serif;
  max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; color: light-dark(#1f2328, #e6edf3); background:
  light-dark(#fff, #0d1117); } nav, .status { color: var(--dim); font-size: .9rem; } h1 { font-size: 1.6rem;
  line-height: 1.25; margin: 1.5rem 0 .25rem; text-wrap: balance; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; } a {
  color: var(--link); text-underline-offset: .2em; } code, pre { font: .9em/1.5 ui-monospace, SFMono-Regular, Menlo,
  Consolas, monospace; } code { background: var(--box); padding: .1em .35em; border-radius: .3em; overflow-wrap:
  anywhere; } pre { background: var(--box); padding: 1rem; border-radius: .5rem; overflow-x: auto; } pre code { padding:
  0; } ul { list-style: none; padding: 0; } li { border-top: 1px solid var(--line); padding: .6rem 0; } li a { display:
  block; font-weight: 600; text-decoration: none; overflow-wrap: anywhere; } li span { color: var(--dim); } form { margin: 1rem 0; } button { font: inherit; padding: .5rem 1.25rem; border: 1px solid
  var(--link); border-radius: .4rem; background: var(--link); color: light-dark(#fff, #0d1117); cursor: pointer; }
  button.quiet { background: none; color: var(--link); } iframe { border: 1px solid var(--line); border-radius: .5rem; width: 100%;
  height: 36rem; } label { display: block; margin: 0 0 1rem; } label[hidden] { display: none; } input { display: block;
  box-sizing: border-box; font: inherit; width: 100%; max-width: 24rem; margin: .25rem 0 0; padding: .5rem .75rem; color:
  inherit; background: light-dark(#fff, #0d1117); border: 1px solid light-dark(#8c959f, #6e7681); border-radius: .4rem; }
  [role=alert]:empty { display: none; } [role=alert] { border-left: .25rem solid light-dark(#cf222e, #ff7b72); padding: .25rem 0 .25rem .75rem; } iframe.phone { width: 24.375rem; max-width: 100%; } summary { cursor: pointer; margin: 1.5rem 0
  .5rem; }
`;

export type PageParts = {
  /** Forms that go back to us. */
  forms?: boolean;
  /** Frames with pages of ours. */
  frames?: boolean;
  /** The one script that may run, byte for byte. */
  script?: string | undefined;
  /** Whether that script calls us. */
  isCalling?: boolean | undefined;
  /** Another origin to which forms are redirected; browsers ask about it as well. */
  leadsTo?: string | undefined;
};

/** Nothing but this very style, and what a page asks for: no other script, no image. */
export const pagePolicy = ({ forms, frames, script, isCalling, leadsTo }: PageParts = {}): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${hash("sha256", style, "base64")}'`,
    ...(script === undefined ? [] : [`script-src 'sha256-${hash("sha256", script, "base64")}'`]),
    ...(isCalling ? ["connect-src 'self'"] : []),
    ...(frames ? ["frame-src 'self'"] : []),
    "base-uri 'none'",
    `form-action ${[forms ? "'self'" : "'none'", ...(leadsTo === undefined ? [] : [leadsTo])].join(" ")}`,
    "frame-ancestors 'none'",
  ].join("; ");
