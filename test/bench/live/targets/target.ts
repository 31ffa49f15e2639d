import type { Raw } from "../driver/raw.ts";
import type { Server } from "../machine.ts";

export interface Shape {
  meetings: number;
  people: number;
}

/** Somebody connected, who has opened the minutes of a meeting. */
export interface Member {
  raw: Raw;
  /** Puts ten letters at the end of the text, and sends that as one change at once. */
  type: (words: string) => void;
  /** The text and its length, for those who hold it. */
  text: () => string;
  length: () => number;
  /** Changes that the server has said it keeps, and those that it refused. */
  kept: number;
  refused: number;
  /** Why the last refused change was refused. */
  why?: string;
}

export interface Seat {
  port: number;
  meeting: number;
  person: number;
  /** Listeners hold no text: they look through frames only. */
  holdsText: boolean;
  hear: (frame: Buffer) => void;
}

/** A server that the bench can measure. */
export interface Target {
  name: TargetName;
  what: string;
  /** Whether whoever comes later gets what was typed before. */
  keeps: boolean;
  /** Makes what the server needs before its first start, in an empty folder. */
  prepare: (folder: string, shape: Shape) => Promise<void>;
  /** Starts it on what the folder holds. `lifted`: without a limit to how fast one may type, for rows that say so. */
  start: (folder: string, port: number, lifted: boolean) => Promise<Server>;
  /** Signs in, connects, opens the minutes and has them before it resolves. */
  join: (seat: Seat) => Promise<Member>;
}

export const targetNames = ["ours", "hocuspocus", "hocuspocus-each", "y-websocket", "socketio-msgpack"] as const;
export type TargetName = (typeof targetNames)[number];
