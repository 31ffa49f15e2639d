import { useEffect, useRef, useState } from "react";
import type { Hand } from "../models/meetings/hand.ts";
import { socket } from "./bell.ts";

export interface Person {
  id: string;
  name: string;
  agency: string;
  itemId: string | null;
  /** For somebody invited to an item. */
  capacity?: string;
}

/** Who has the meeting's page open, and whose hand is up: as read with the page, then as told. `people` is empty until the first word of it. */
export function useRoom(meetingId: string, itemId: string | null, currentId: string | null, read: Hand[]): { people: Person[]; hands: Hand[] } {
  const [people, setPeople] = useState<Person[]>([]);
  const [hands, setHands] = useState(read);
  useEffect(() => setHands(read), [read]);
  const current = useRef(currentId);
  current.current = currentId;
  useEffect(() => {
    let over = false;
    let end = () => {};
    socket().then((s) => {
      if (over) return;
      const join = () => s.emit("meeting:join", { meetingId, itemId });
      const heard = (m: { meetingId: string; people: Person[] }) => m.meetingId === meetingId && setPeople(m.people);
      // Of another item than this page knows as the current one: the bell brings both together.
      const raised = (m: { meetingId: string; itemId: string | null; hands: Hand[] }) => m.meetingId === meetingId && m.itemId === current.current && setHands(m.hands);
      const gone = () => setPeople([]);
      s.on("connect", join);
      s.on("disconnect", gone);
      s.on("meeting:here", heard);
      s.on("meeting:hands", raised);
      if (s.connected) join();
      end = () => {
        s.off("connect", join);
        s.off("disconnect", gone);
        s.off("meeting:here", heard);
        s.off("meeting:hands", raised);
      };
    });
    return () => {
      over = true;
      end();
    };
  }, [meetingId, itemId]);
  useEffect(
    () => () => {
      void socket().then((s) => s.connected && s.emit("meeting:leave", { meetingId }));
    },
    [meetingId],
  );
  return { people, hands };
}

/** Hears the bell when somebody comes to the meeting or goes, or a hand goes up. Returns whether the line stands: without it nobody would be told. */
export function useWatch(meetingId: string): boolean {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    let over = false;
    let end = () => {};
    socket().then((s) => {
      if (over) return;
      const watch = () => s.emit("room:watch", { meetingId }, (answer: { code?: string }) => setOpen(!answer?.code));
      const gone = () => setOpen(false);
      s.on("connect", watch);
      s.on("disconnect", gone);
      if (s.connected) watch();
      end = () => {
        s.off("connect", watch);
        s.off("disconnect", gone);
        if (s.connected) s.emit("meeting:leave", { meetingId });
      };
    });
    return () => {
      over = true;
      end();
    };
  }, [meetingId]);
  return isOpen;
}
