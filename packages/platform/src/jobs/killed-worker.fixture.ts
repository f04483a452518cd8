// A worker that takes a job, says so, and does not end it: to be killed. Its argument is the database's URL.
import { createDb } from "@tenon/db";
import { startBoss } from "./boss.ts";
import { startDispatcher } from "./dispatcher.ts";
import { longJob } from "./long-job.fixture.ts";

const log = { debug() {}, info() {}, warn() {}, error() {} };
const db = createDb({ url: process.argv[2] ?? "" });
const boss = await startBoss({ db, log, isWorker: false });
const definition = longJob(() => {
  process.stdout.write("begun\n");
  return new Promise(() => {});
});
// What the job does not look at need not be there.
startDispatcher({ boss, deps: { db, log } as never, definition });
setInterval(() => {}, 1000);
