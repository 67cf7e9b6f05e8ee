import { describe, expect, it } from 'vitest';
import { clock, FLOOR, faster, loudness } from './wave';

describe('the picture of a sound', () => {
  it('has its loudest part at one and the others beside it', () => {
    const samples = Float32Array.from([0.1, -0.1, 0.4, -0.4, 0.2, 0.2]);
    expect(loudness(samples, 3).map((one) => Math.round(one * 100))).toEqual([25, 100, 50]);
  });

  it('shows silence and hiss as dots', () => {
    expect(loudness(new Float32Array(100), 4)).toEqual([FLOOR, FLOOR, FLOOR, FLOOR]);
    expect(loudness(new Float32Array(100).fill(0.0005), 2)).toEqual([FLOOR, FLOOR]);
  });

  it('has a bar for every part of a sound shorter than its bars', () => {
    const bars = loudness(Float32Array.from([0.5, 1]), 5);
    expect(bars).toHaveLength(5);
    expect(bars.every((one) => one >= FLOOR && one <= 1)).toBe(true);
  });
});

it.each([
  [0, '0:00'],
  [7.9, '0:08'],
  [59.6, '1:00'],
  [750, '12:30'],
  [3750, '1:02:30'],
  [-1, '0:00'],
])('%d seconds are written %s', (seconds, said) => expect(clock(seconds)).toBe(said));

it('goes round the speeds', () => expect([1, 1.5, 2].map(faster)).toEqual([1.5, 2, 1]));
