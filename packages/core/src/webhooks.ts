export { getDelivery, listDeliveries, redeliver, testWebhook } from "./webhooks/deliveries.ts";
export {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  rotateSecret,
  updateWebhook,
} from "./webhooks/endpoints.ts";
export { listen, pull } from "./webhooks/listen.ts";
