export type Bar = { label: string; value: number; text: string; isOurs: boolean };
export type Panel = { title: string; bars: Bar[] };
export type Chart = { title: string; subtitle: string; panels: Panel[] };

const width = 860;
const labelWidth = 270;
const barWidth = 380;
const rowHeight = 24;
const headHeight = 64;
const panelHead = 44;

const style = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-size: 17px; font-weight: 600 } .subtitle, .value { fill: #59636e }
  .panel { font-size: 14px; font-weight: 600 } text.ours { font-weight: 600; fill: #1f2328 }
  rect { fill: #afb8c1 } rect.page { fill: #ffffff } rect.ours { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    text, text.ours { fill: #f0f6fc } .subtitle, .value { fill: #9198a1 }
    rect { fill: #57606a } rect.page { fill: #0d1117 } rect.ours { fill: #4493f8 }
  }`;

const escape = (text: string) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Horizontal bars in panels, each panel with its own scale, labelled directly; for light and dark pages. */
export function barChart({ title, subtitle, panels }: Chart): string {
  let top = headHeight;
  const drawn = panels.map((panel) => {
    const part = drawPanel(panel, top);
    top += panelHead + panel.bars.length * rowHeight;
    return part;
  });
  const height = top + 20;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(title)}</title><style>${style}</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<text class="title" x="20" y="30">${escape(title)}</text>`,
    `<text class="subtitle" x="20" y="52">${escape(subtitle)}</text>`,
    ...drawn,
    "</svg>\n",
  ].join("\n");
}

function drawPanel({ title, bars }: Panel, top: number): string {
  const largest = Math.max(...bars.map((bar) => bar.value));
  const rows = bars.map(({ label, value, text, isOurs }, index) => {
    const y = top + panelHead + index * rowHeight;
    const length = Math.max(2, (value / largest) * barWidth);
    const ours = isOurs ? " ours" : "";
    return [
      `<text class="label${ours}" x="${labelWidth}" y="${y + 12}" text-anchor="end">${escape(label)}</text>`,
      `<rect class="bar${ours}" x="${labelWidth + 10}" y="${y}" width="${length.toFixed(1)}" height="16" rx="2"/>`,
      `<text class="value${ours}" x="${labelWidth + 18 + length}" y="${y + 12}">${escape(text)}</text>`,
    ].join("");
  });
  return [`<text class="panel" x="20" y="${top + 26}">${escape(title)}</text>`, ...rows].join("\n");
}
