import { Mic, Music, Pause, Play } from 'lucide-react';
import { useRef } from 'react';
import { useL10n } from '~/l10n/words';
import { Bars } from './bars';
import { useSound } from './use-sound';
import { clock, type Wave } from './wave';

interface Props {
  /** Null while the file is on its way. */
  url: string | null;
  /** Null while it is decoded, and of what is too large to draw. */
  wave: Wave | null;
  voice: boolean;
  filename?: string | null | undefined;
  onError: () => void;
}

/** A voice message or an audio file: play, where, how fast. */
export function Player({ url, wave, voice, filename, onError }: Props) {
  const { t, number } = useL10n();
  const audio = useRef<HTMLAudioElement>(null);
  const sound = useSound(audio, onError);
  const known = audio.current?.duration;
  // A recording that was cut says that it has no end; what was decoded knows better.
  const all = wave?.seconds ?? (known && Number.isFinite(known) ? known : 0);
  const at = Math.min(sound.at, all);
  const Icon = voice ? Mic : Music;
  const label = filename ?? t(voice ? 'msg-voice-label' : 'msg-audio-label');
  const begun = sound.playing || at > 0;
  return (
    // A time line runs the same way in every script, as the hands of a clock do.
    <fieldset dir="ltr" aria-label={label} aria-busy={!url} className="w-72 max-w-full">
      {filename && (
        <p dir="auto" className="mb-1 truncate text-sm font-medium">
          {filename}
        </p>
      )}
      {/* biome-ignore lint/a11y/useMediaCaption: customers send no captions */}
      <audio ref={audio} src={url ?? undefined} preload="metadata" onError={url ? onError : undefined} />
      <div className="flex items-center gap-3">
        <button
          type="button"
          aria-label={t(sound.playing ? 'audio-pause' : 'audio-play')}
          aria-disabled={!url || undefined}
          onClick={sound.toggle}
          className="grid size-10 shrink-0 place-items-center rounded-full bg-accent text-on-accent not-aria-disabled:hover:bg-accent-press aria-disabled:opacity-50 touch:size-11"
        >
          {sound.playing ? (
            <Pause size={18} fill="currentColor" aria-hidden="true" />
          ) : (
            <Play size={18} fill="currentColor" aria-hidden="true" className="ms-0.5" />
          )}
        </button>
        <div className="min-w-0 flex-1">
          <Line at={at} all={all} playing={sound.playing} wave={wave} onSeek={sound.seek} />
          <p className="flex items-center gap-1.5 text-xs leading-5 text-quiet tabular-nums">
            <Icon size={12} aria-hidden="true" />
            {all > 0 ? clock(begun ? at : all) : url ? '' : t('app-loading')}
            {begun && <span className="opacity-80">/ {clock(all)}</span>}
            <button
              type="button"
              onClick={sound.faster}
              aria-label={t('audio-speed', { speed: number(sound.speed) })}
              className="hit relative ms-auto min-w-9 rounded-full border border-edge/50 px-1.5 text-center font-medium hover:text-text"
            >
              {number(sound.speed)}×
            </button>
          </p>
        </div>
      </div>
    </fieldset>
  );
}

interface LineProps {
  at: number;
  all: number;
  playing: boolean;
  wave: Wave | null;
  onSeek: (to: number) => void;
}

/** The bars, and over them a slider that pointer, finger, keyboard and screen reader know. */
function Line({ at, all, playing, wave, onSeek }: LineProps) {
  const { t } = useL10n();
  const step = Math.min(5, all / 10);
  const by: Record<string, number> = {
    ArrowRight: step,
    ArrowUp: step,
    ArrowLeft: -step,
    ArrowDown: -step,
    PageUp: 3 * step,
    PageDown: -3 * step,
  };
  return (
    <span className="relative block rounded-sm outline-offset-1 has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <Bars bars={wave?.bars} heard={all > 0 ? at / all : 0} moving={playing} />
      <input
        type="range"
        min={0}
        max={all}
        step={0.01}
        value={at}
        disabled={all === 0}
        aria-label={t('audio-position')}
        aria-valuetext={t('audio-position-is', { at: clock(at), all: clock(all) })}
        onChange={(event) => onSeek(event.target.valueAsNumber)}
        onKeyDown={(event) => {
          const move = by[event.key];
          if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onSeek(Math.min(all, Math.max(0, at + move)));
        }}
        className="absolute inset-0 m-0 size-full cursor-pointer opacity-0 disabled:cursor-default"
      />
    </span>
  );
}
