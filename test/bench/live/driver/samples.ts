export interface Delays {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Delays in milliseconds, hundreds of thousands of them, without a number object for each. */
export class Samples {
  private kept = new Float32Array(1 << 16);
  private count = 0;

  add(ms: number): void {
    if (this.count === this.kept.length) {
      const more = new Float32Array(this.count * 2);
      more.set(this.kept);
      this.kept = more;
    }
    this.kept[this.count++] = ms;
  }

  clear(): void {
    this.count = 0;
  }

  delays(): Delays {
    const sorted = this.kept.slice(0, this.count).sort();
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? Number.NaN };
  }
}

/** The middle of the figures that are numbers; NaN of none. */
export function median(figures: number[]): number {
  const sorted = figures.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return Number.NaN;
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
