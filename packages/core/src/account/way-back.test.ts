import { expect, test } from "vitest";
import { changeEmail, confirmEmail, forgotPassword } from "../account.ts";
import type { Mailer, MailMessage } from "../mail/mailer.ts";
import { sendMail } from "../mail/send-mail.ts";
import { testJobCtx } from "../testing.ts";
import { deleteMe } from "../users.ts";
import { accountWorld, mailedToken, mailsOf } from "./account.fixture.ts";

type World = Awaited<ReturnType<typeof accountWorld>>;
const email = "ada@example.com";

const ways: [string, (world: World) => Promise<void>][] = [
  [
    "takes a change of address back",
    async (world) => {
      await changeEmail(world.ada, { email: "thief@example.com" });
      await confirmEmail(world.anonymous, { token: await mailedToken(world) });
    },
  ],
  ["keeps an account that is deleted", ({ ada }) => deleteMe(ada)],
  ["leads to a new password", ({ anonymous }) => forgotPassword(anonymous, { email })],
];

test.each(ways)("a mail that %s arrives, however many others a thief has had sent before it", async (_, go) => {
  await using world = await accountWorld();
  const sent: MailMessage[] = [];
  const mailer: Mailer = { send: (message) => Promise.resolve(sent.push(message)).then(() => ({ kind: "sent" })) };
  const send = (payload: unknown) =>
    sendMail.run(testJobCtx({ ...world.anonymous, mailer }), sendMail.payload.parse(payload));
  for (let mail = 0; mail < 25; mail += 1) await send({ to: email, subject: "A key", text: "", html: "" });
  expect(sent).toHaveLength(20);

  await go(world);
  for (const mail of await mailsOf(world)) await send(mail);

  expect(sent.slice(20)).toMatchObject([{ to: email, text: expect.stringContaining("#token=") as string }]);
});
