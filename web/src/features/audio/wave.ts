/** What a piece of sound looks like: how loud each part of it is, from 0 to 1, and how long it takes. */
export interface Wave {
  bars: readonly number[];
  seconds: number;
}

export const BARS = 44;
/** Silence is a dot, not a hole. */
export const FLOOR = 0.08;
/** Enough to see how loud something is, and a sixth of the memory of what one hears. */
const RATE = 8000;
/** Decoding takes about a hundred times the room of the file. What is longer than a talk shows even bars. */
const LARGEST = 4_000_000;

/** The loudness of equal parts, the loudest one being 1. Pure. */
export function loudness(samples: Float32Array, parts: number): number[] {
  const strengths = Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((part * samples.length) / parts);
    const to = Math.max(from + 1, Math.floor(((part + 1) * samples.length) / parts));
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += (samples[at] ?? 0) ** 2;
    return Math.sqrt(sum / (to - from));
  });
  const most = Math.max(...strengths);
  // Hiss alone is silence: it is not blown up to look like speech.
  return strengths.map((one) => (most < 0.001 ? FLOOR : Math.max(FLOOR, one / most)));
}

/** The picture of a sound file; null of one that is too large to draw. Fails when the browser cannot decode it. */
export async function waveOf(file: Blob): Promise<Wave | null> {
  if (file.size > LARGEST) return null;
  const decoder = new OfflineAudioContext(1, 1, RATE);
  const sound = await decoder.decodeAudioData(await file.arrayBuffer());
  return { bars: loudness(sound.getChannelData(0), BARS), seconds: sound.duration };
}

/** A place in a piece of sound as people write it: 0:07, 12:30, 1:02:30. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

const SPEEDS = [1, 1.5, 2] as const;

export function faster(speed: number): number {
  return SPEEDS.find((one) => one > speed) ?? SPEEDS[0];
}
