export { listNotifications, markNotificationsRead } from "./notifications/list.ts";
export { notificationEvents } from "./notifications/stream.ts";
export { unsubscribe } from "./notifications/unsubscribe.ts";
