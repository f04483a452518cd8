export { listNotifications, markNotificationsRead } from "./notifications/list.ts";
export { unsubscribe } from "./notifications/unsubscribe.ts";
