/** Who closes a meeting, and passes its gate. */
export const whoEnds = "The chair or the deputy ends the meeting";
