import { useL10n } from '~/l10n/words';
import { lengthLeft, type TextLimit } from './length';

/** Why it cannot go now: too long, or a file is not there yet. */
export function useBlocked(
  text: string,
  files: readonly { state: string }[],
  limit: TextLimit,
  lost: boolean,
): string | null {
  const { t, number } = useL10n();
  if (lost) return t('composer-blocked');
  const left = lengthLeft(text, limit);
  if (left < 0) return t('composer-too-long', { count: number(-left) });
  if (files.some((one) => one.state === 'uploading')) return t('attach-wait');
  if (files.some((one) => one.state !== 'ready')) return t('attach-mend');
  return null;
}

/** How much may still be written, when that is little. */
export function Length({ text, limit }: { text: string; limit: TextLimit }) {
  const { t, number } = useL10n();
  const left = lengthLeft(text, limit);
  if (left >= limit.max / 10) return null;
  return (
    <p role="status" className={`text-xs ${left < 0 ? 'text-red' : 'text-quiet'}`}>
      {left < 0
        ? t('composer-too-long', { count: number(-left) })
        : t('composer-left', { count: number(left) })}
    </p>
  );
}
