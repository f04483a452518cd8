/** Takes unhandled rejections away from everybody else, since a server that crashes is here only an observation. */
export interface OwnRejections extends Disposable {
  /** Called for each from now on, instead of the one before. */
  listen(listener: (reason: unknown) => void): void;
}

export function ownRejections(): OwnRejections {
  const others = process.listeners("unhandledRejection");
  let current: (reason: unknown) => void = () => {};
  const own = (reason: unknown) => current(reason);
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", own);
  return {
    listen: (listener) => {
      current = listener;
    },
    [Symbol.dispose]: () => {
      process.off("unhandledRejection", own);
      for (const other of others) process.on("unhandledRejection", other);
    },
  };
}
