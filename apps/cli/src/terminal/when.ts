const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "5 min ago", "in 3 h"; from a week on the day itself, as 2026-03-01 in the local time zone. */
export function when(date: Date, now: Date): string {
  const ms = now.getTime() - date.getTime();
  const distance = Math.abs(ms);
  if (distance < minute) return "just now";
  if (distance >= 7 * day) return isoDay(date);
  return ms > 0 ? `${span(distance)} ago` : `in ${span(distance)}`;
}

/** 2026-03-01 14:05 in the local time zone. */
export const dateTime = (date: Date): string =>
  `${isoDay(date)} ${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;

function span(ms: number): string {
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  return ms < day ? `${Math.floor(ms / hour)} h` : `${Math.floor(ms / day)} d`;
}

const isoDay = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
