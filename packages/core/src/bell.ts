/** Wakes one that waits. A ring while nobody waits counts for the next. */
export type Bell = { ring: () => void; hush: () => void; rung: (withinMs?: number) => Promise<void> };

export function createBell(): Bell {
  let isRung = false;
  let wake = () => {};
  return {
    ring() {
      isRung = true;
      wake();
    },
    hush() {
      isRung = false;
    },
    rung: (withinMs) =>
      new Promise((resolve) => {
        if (isRung) return resolve();
        const timer = withinMs === undefined ? undefined : setTimeout(resolve, withinMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
