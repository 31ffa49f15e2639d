/** Counts, and says how many there were a second, by the last tenth of one. */
export function counting(): { note: () => void; perSecond: () => number } {
  const slotMs = 100;
  let [slot, now, before] = [0, 0, 0];
  const turn = () => {
    const at = Math.floor(performance.now() / slotMs);
    if (at === slot) return;
    before = at === slot + 1 ? now : 0;
    now = 0;
    slot = at;
  };
  return {
    note: () => {
      turn();
      now++;
    },
    perSecond: () => {
      turn();
      return (Math.max(before, now) * 1000) / slotMs;
    },
  };
}

/** True for `perSecond` calls in a second, and as many again after a quiet one. */
export function allowance(perSecond: number): () => boolean {
  let left = perSecond * 2;
  let at = Date.now();
  return () => {
    const now = Date.now();
    left = Math.min(perSecond * 2, left + ((now - at) / 1000) * perSecond);
    at = now;
    if (left < 1) return false;
    left--;
    return true;
  };
}
