import {
  WebhookDeliveries,
  WebhookDelivery,
  WebhookDeliveryLog,
  WebhookDeliveryPage,
  WebhookDeliveryRef,
  WebhookListen,
  WebhookPull,
  WebhookPulled,
} from "@tenon/contract/webhook-deliveries";
import {
  Webhook,
  WebhookCreate,
  WebhookId,
  WebhookList,
  WebhookPage,
  WebhookRotate,
  WebhookUpdate,
  WebhookWithSecret,
} from "@tenon/contract/webhooks";
import {
  createWebhook,
  deleteWebhook,
  getDelivery,
  getWebhook,
  listDeliveries,
  listen,
  listWebhooks,
  pull,
  redeliver,
  rotateSecret,
  testWebhook,
  updateWebhook,
} from "@tenon/core/webhooks";
import { rest } from "@tenon/openapi";
import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { examples } from "../examples.ts";
import { permittedProcedure, secretReply } from "../procedures.ts";

const procedure = permittedProcedure("webhook:manage");
const secretProcedure = procedure.use(secretReply);

export const webhooks = {
  list: rest(procedure.input(WebhookList).output(WebhookPage), "GET /webhooks", {
    summary: "List the webhooks, newest first",
    paginate: true,
    errors: ["INVALID_CURSOR"],
  }).query(({ ctx, input }) => listWebhooks(ctx, input)),

  get: rest(procedure.input(WebhookId).output(Webhook), "GET /webhooks/{id}", {
    summary: "Read a webhook",
    errors: ["WEBHOOK_NOT_FOUND"],
  }).query(({ ctx, input }) => getWebhook(ctx, input)),

  create: rest(secretProcedure.input(WebhookCreate).output(WebhookWithSecret), "POST /webhooks", {
    summary: "Register an address for messages about public events",
    description: "Messages are signed as Standard Webhooks says, with the secret that is told here and never again.",
    examples: examples.createWebhook,
    status: 201,
    errors: ["WEBHOOK_LIMIT"],
  }).mutation(({ ctx, input }) => createWebhook(ctx, input)),

  update: rest(procedure.input(WebhookUpdate).output(Webhook), "PATCH /webhooks/{id}", {
    summary: "Change a webhook, switch it off or on",
    errors: ["WEBHOOK_NOT_FOUND"],
  }).mutation(({ ctx, input }) => updateWebhook(ctx, input)),

  delete: rest(procedure.input(WebhookId).output(z.void()), "DELETE /webhooks/{id}", {
    summary: "Delete a webhook with its deliveries",
    errors: ["WEBHOOK_NOT_FOUND"],
  }).mutation(({ ctx, input }) => deleteWebhook(ctx, input)),

  rotateSecret: rest(
    secretProcedure.input(WebhookRotate).output(WebhookWithSecret),
    "POST /webhooks/{id}/rotate-secret",
    {
      summary: "Make a new secret; the one before signs beside it for a while",
      errors: ["WEBHOOK_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => rotateSecret(ctx, input)),

  test: rest(procedure.input(WebhookId).output(WebhookDelivery), "POST /webhooks/{id}/test", {
    summary: "Send a message of type webhook.test",
    errors: ["WEBHOOK_NOT_FOUND", "WEBHOOK_DISABLED"],
  }).mutation(({ ctx, input }) => testWebhook(ctx, input)),

  deliveries: rest(procedure.input(WebhookDeliveries).output(WebhookDeliveryPage), "GET /webhooks/{id}/deliveries", {
    summary: "List a webhook's messages and what became of them, newest first",
    paginate: true,
    errors: ["WEBHOOK_NOT_FOUND", "INVALID_CURSOR"],
  }).query(({ ctx, input }) => listDeliveries(ctx, input)),

  delivery: rest(
    procedure.input(WebhookDeliveryRef).output(WebhookDeliveryLog),
    "GET /webhooks/{id}/deliveries/{deliveryId}",
    { summary: "Read a message as it is sent, and its tries", errors: ["DELIVERY_NOT_FOUND"] },
  ).query(({ ctx, input }) => getDelivery(ctx, input)),

  redeliver: rest(
    procedure.input(WebhookDeliveryRef).output(WebhookDelivery),
    "POST /webhooks/{id}/deliveries/{deliveryId}/redeliver",
    {
      summary: "Send a message again, by the same id",
      errors: ["WEBHOOK_NOT_FOUND", "WEBHOOK_DISABLED", "DELIVERY_NOT_FOUND"],
    },
  ).mutation(({ ctx, input }) => redeliver(ctx, input)),

  listen: rest(secretProcedure.input(WebhookListen).output(WebhookWithSecret), "POST /webhooks/listen", {
    summary: "Make a webhook without an address, whose messages are pulled",
    description: "For `tenon webhooks listen`. It ends when nobody has pulled for two minutes.",
    status: 201,
    errors: ["WEBHOOK_LIMIT"],
  }).mutation(({ ctx, input }) => listen(ctx, input)),

  pull: rest(procedure.input(WebhookPull).output(WebhookPulled), "POST /webhooks/{id}/pull", {
    summary: "Take the messages that wait, and tell what became of those before",
    errors: ["WEBHOOK_NOT_FOUND"],
  }).mutation(({ ctx, input }) => pull(ctx, input)),
} satisfies TRPCRouterRecord;
