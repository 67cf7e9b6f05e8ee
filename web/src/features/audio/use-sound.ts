import { type RefObject, useEffect, useState } from 'react';
import { store, useStore } from '~/lib/store';
import { faster } from './wave';

/** How fast is chosen once, for whatever is heard next too. */
const speed = store(1);
/** Two voices at once are none. */
let heard: HTMLAudioElement | null = null;

export interface Sound {
  playing: boolean;
  /** Seconds. */
  at: number;
  speed: number;
  toggle: () => void;
  seek: (to: number) => void;
  faster: () => void;
}

/** Drives an audio element: whether it plays, where, and how fast. */
export function useSound(element: RefObject<HTMLAudioElement | null>, onError: () => void): Sound {
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const rate = useStore(speed);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    const look = () => {
      setPlaying(!audio.paused && !audio.ended);
      setAt(audio.currentTime);
    };
    const begin = () => {
      if (heard !== audio) heard?.pause();
      heard = audio;
      look();
    };
    const stop = new AbortController();
    audio.addEventListener('play', begin, stop);
    for (const name of ['pause', 'ended', 'timeupdate', 'seeked']) audio.addEventListener(name, look, stop);
    return () => {
      stop.abort();
      audio.pause();
      if (heard === audio) heard = null;
    };
  }, [element]);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.playbackRate = rate;
    // A file that comes later begins with this one.
    audio.defaultPlaybackRate = rate;
  }, [element, rate]);
  return {
    playing,
    at,
    speed: rate,
    toggle: () => {
      const audio = element.current;
      if (!audio) return;
      if (audio.paused) audio.play().catch((error: unknown) => isAbort(error) || onError());
      else audio.pause();
    },
    seek: (to) => {
      if (element.current) element.current.currentTime = to;
      setAt(to);
    },
    faster: () => speed.set(faster),
  };
}

/** A play that was stopped before it began is no failure. */
function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
