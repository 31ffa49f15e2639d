import { useEffect } from "react";
import { socket } from "./bell.ts";

/** Tells those who run the meeting that somebody invited waits, or is in; what they may know themselves comes with the page alone. */
export function useVisit(meetingId: string | null): void {
  useEffect(() => {
    if (!meetingId) return;
    let over = false;
    let end = () => {};
    socket().then((s) => {
      if (over) return;
      const join = () => s.emit("visit:join", { meetingId });
      s.on("connect", join);
      if (s.connected) join();
      end = () => {
        s.off("connect", join);
        if (s.connected) s.emit("meeting:leave", { meetingId });
      };
    });
    return () => {
      over = true;
      end();
    };
  }, [meetingId]);
}
