// What every server of this suite is started with.
const [, , givenPort = "0", givenScenario = "single", givenKind = ""] = process.argv;

export const port = Number(givenPort);
export const scenario = givenScenario;
/** Which variant of itself a server is. */
export const kind = givenKind;
export const isFast = kind === "fast";
export const host = "127.0.0.1";
