export type { SessionChange, SessionNews } from "@tenon/auth";
