// What every server of this suite is started with.
const [, , givenPort = "0", givenScenario = "single", kind] = process.argv;

export const port = Number(givenPort);
export const scenario = givenScenario;
export const isFast = kind === "fast";
export const host = "127.0.0.1";
