import type { Person } from "./types.ts";

export const people = [
  {
    username: "admin",
    name: "Ada Moreau",
    bio: "Keeps the keys, the backups and a sourdough older than most frameworks.",
    role: "admin",
  },
  {
    username: "jonas",
    name: "Jonas Feldt",
    bio: "Editor by trade; has strong views on dashes and is trying to hold them quietly.",
    role: "editor",
  },
  {
    username: "priya",
    name: "Priya Raman",
    bio: "Writes error messages for a living and recipes to recover.",
    role: "user",
  },
  {
    username: "tomas",
    name: "Tomás Quiroga",
    bio: "Database person who explains everything with his grandmother's kitchen, usually correctly.",
    role: "user",
  },
  {
    username: "wren",
    name: "Wren Abbott",
    bio: "Grows beans, types and unreasonable hopes for the compost heap.",
    role: "user",
  },
] as const satisfies Person[];
