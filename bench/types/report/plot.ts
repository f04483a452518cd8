import type { RowResult } from "../measure/measure.ts";
import { instantiationsOf } from "../measure/slope.ts";
import { count, nameOf } from "./format.ts";

const size = { width: 980, height: 560 };
const area = { left: 78, right: 640, top: 84, bottom: 500 };
const labelStep = 19;

type Point = { x: number; y: number; value: number };
type Line = { name: string; className: string; points: Point[]; labelY: number };

/** Instantiations by procedures, both logarithmic, with each line named at its end. Dashed: through source. */
export function plot(results: readonly RowResult[]): string {
  const sizes = [...new Set(results.flatMap(({ bySize }) => [...bySize.keys()]))];
  const values = results.flatMap(({ bySize }) =>
    [...bySize.values()].flatMap((outcome) => instantiationsOf(outcome) ?? []),
  );
  const x = scale([Math.min(...sizes), Math.max(...sizes)], [area.left + 20, area.right]);
  const decades = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))] as const;
  const y = scale([10 ** decades[0], 10 ** decades[1]], [area.bottom, area.top]);
  const lines = results.map(({ row, bySize }): Line => {
    const points = [...bySize].flatMap(([procedures, outcome]) => {
      const value = instantiationsOf(outcome);
      return value === undefined ? [] : [{ x: x(procedures), y: y(value), value }];
    });
    return {
      name: nameOf(row),
      className: `${row.contender.id} ${row.through}`,
      points,
      labelY: points.at(-1)?.y ?? 0,
    };
  });
  const ticks = Array.from({ length: decades[1] - decades[0] + 1 }, (_, step) => 10 ** (decades[0] + step));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="title">
<title id="title">Type instantiations of a client that calls every procedure once, by number of procedures</title>
${style}
<rect class="ground" width="${size.width}" height="${size.height}" rx="8"/>
<text class="title" x="24" y="34">What a client's types cost the compiler</text>
<text class="quiet" x="24" y="56">Type instantiations (TypeScript 7) of a program that calls every procedure once; both axes logarithmic</text>
${ticks.map((value) => horizontal(value, y(value))).join("\n")}
${sizes.map((value) => `<text class="quiet" text-anchor="middle" x="${round(x(value))}" y="${area.bottom + 22}">${count(value)}</text>`).join("\n")}
<text class="quiet" text-anchor="middle" x="${round((area.left + area.right) / 2)}" y="${area.bottom + 44}">procedures of the router (solid: through declarations, dashed: through source)</text>
${spread(lines).map(drawn).join("\n")}
</svg>
`;
}

const horizontal = (value: number, y: number) =>
  `<line class="grid" x1="${area.left}" x2="${area.right}" y1="${round(y)}" y2="${round(y)}"/>` +
  `<text class="quiet" text-anchor="end" x="${area.left - 8}" y="${round(y + 4)}">${short(value)}</text>`;

function drawn({ name, className, points, labelY }: Line): string {
  const end = points.at(-1);
  if (end === undefined) return "";
  const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
  return `<g class="${className}"><path class="line" d="${path}"/>
${points.map((point) => `<circle cx="${round(point.x)}" cy="${round(point.y)}" r="3.5"/>`).join("")}
<path class="leader" d="M${round(end.x + 6)} ${round(end.y)}L${area.right + 26} ${round(labelY)}"/>
<text x="${area.right + 32}" y="${round(labelY + 4)}">${escaped(name)} <tspan class="value">${count(end.value)}</tspan></text></g>`;
}

/** Moves labels apart until none covers another, and back above the axis where that has pushed them below it. */
function spread(lines: readonly Line[]): Line[] {
  const sorted = lines.toSorted((a, b) => a.labelY - b.labelY);
  let previous = -Infinity;
  for (const line of sorted) previous = line.labelY = Math.max(line.labelY, previous + labelStep);
  let next = area.bottom + labelStep;
  for (const line of sorted.toReversed()) next = line.labelY = Math.min(line.labelY, next - labelStep);
  return sorted;
}

const scale = (domain: readonly [number, number], range: readonly [number, number]) => {
  const span = Math.log10(domain[1]) - Math.log10(domain[0]) || 1;
  return (value: number) => range[0] + ((Math.log10(value) - Math.log10(domain[0])) / span) * (range[1] - range[0]);
};
const round = (value: number) => Math.round(value * 10) / 10;
const short = (value: number) =>
  value >= 1e6 ? `${value / 1e6} M` : value >= 1000 ? `${value / 1000} k` : String(value);
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const style = `<style>
  svg { --ground: #ffffff; --ink: #1f2328; --quiet: #59636e; --grid: #e4e7eb; --tenon: #0b63ce; --router: #6a9fdb; --trpc: #8250df; --orpc: #bf5a00; --hono: #cf222e; --elysia: #1a7f37; font: 13px system-ui, sans-serif; }
  @media (prefers-color-scheme: dark) { svg { --ground: #0d1117; --ink: #e6edf3; --quiet: #9198a1; --grid: #262c36; --tenon: #58a6ff; --router: #3f78bd; --trpc: #bc8cff; --orpc: #f0883e; --hono: #ff7b72; --elysia: #56d364; } }
  .ground { fill: var(--ground); } text { fill: var(--ink); } .title { font-size: 18px; font-weight: 600; } .quiet { fill: var(--quiet); }
  .grid { stroke: var(--grid); } .line { fill: none; stroke: currentColor; stroke-width: 2; } .leader { fill: none; stroke: currentColor; stroke-width: 1; opacity: .5; }
  circle { fill: currentColor; } g text { fill: currentColor; } .value { fill: var(--quiet); font-size: 12px; }
  .source .line { stroke-dasharray: 5 5; } .tenon.declarations .line { stroke-width: 3.5; } .tenon.declarations text { font-weight: 700; }
  .tenon { color: var(--tenon); } .tenon-router { color: var(--router); } .trpc { color: var(--trpc); } .orpc { color: var(--orpc); } .hono { color: var(--hono); } .elysia { color: var(--elysia); }
</style>`;
