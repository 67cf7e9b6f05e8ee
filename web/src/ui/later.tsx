import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { untilDone } from '~/lib/until-done';
import { TextButton } from './button';

type Load<P> = () => Promise<ComponentType<P>>;

/** Some browsers keep a failed file until the page is loaded anew, and an updated server has other files. */
async function loadAnew(): Promise<void> {
  const there = await fetch('/', { method: 'HEAD' }).catch(() => null);
  if (there?.ok) location.reload();
}

/**
 * A part whose code comes when it is shown. What could not be fetched says so in its place, and to `onFailed`, which may
 * answer with how to end what it did.
 */
export function later<P extends object>(
  load: Load<P>,
  meanwhile: ReactNode = null,
  onFailed?: (props: P, again: () => void) => () => void,
): ComponentType<P> {
  let Part: ComponentType<P> | null = null;
  return function Later(props: P) {
    const { t } = useL10n();
    const [state, setState] = useState<'coming' | 'here' | 'failed'>('coming');
    const failures = useRef(0);
    useEffect(() => {
      if (state !== 'coming') return;
      let wanted = true;
      load().then(
        (part) => {
          Part = part;
          if (wanted) setState('here');
        },
        () => {
          if (!wanted) return;
          failures.current += 1;
          setState('failed');
        },
      );
      return () => {
        wanted = false;
      };
    }, [state]);
    const latest = useRef(props);
    useEffect(() => {
      latest.current = props;
    });
    useEffect(() => {
      if (state === 'failed') return onFailed?.(latest.current, () => setState('coming'));
    }, [state]);
    if (Part) return <Part {...props} />;
    if (state !== 'failed') return meanwhile;
    return (
      // The field that this stands beside keeps the focus, and so does not close it.
      <p role="alert" className="p-2 text-sm text-quiet" onPointerDown={(event) => event.preventDefault()}>
        {t('app-part-failed')}{' '}
        {failures.current > 1 ? (
          <TextButton onClick={() => void loadAnew()}>{t('app-load-anew')}</TextButton>
        ) : (
          <TextButton onClick={() => setState('coming')}>{t('app-try-again')}</TextButton>
        )}
      </p>
    );
  };
}

interface Opened {
  onClose: () => void;
}

/** A dialog or a menu whose code comes when it is opened. What could not be fetched is closed, to be opened again. */
export function laterOpened<P extends object>(load: Load<P>): ComponentType<P & Opened> {
  let Part: ComponentType<P> | null = null;
  let failures = 0;
  return function Later(props: P & Opened) {
    const { t } = useL10n();
    const [, setHere] = useState(Part !== null);
    const latest = useRef({ close: props.onClose, t });
    useEffect(() => {
      latest.current = { close: props.onClose, t };
    });
    useEffect(() => {
      let wanted = true;
      load().then(
        (part) => {
          Part = part;
          if (wanted) setHere(true);
        },
        () => {
          if (!wanted) return;
          failures += 1;
          const { close, t } = latest.current;
          const action = { label: t('app-load-anew'), run: () => void loadAnew() };
          toast(t('app-part-failed'), { tone: 'red', ...(failures > 1 && { action }) });
          close();
        },
      );
      return () => {
        wanted = false;
      };
    }, []);
    return Part && <Part {...props} />;
  };
}

/** A part nobody misses for a while: it comes when it can. */
export function laterQuiet<P extends object>(load: Load<P>): ComponentType<P> {
  let Part: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [, setHere] = useState(Part !== null);
    useEffect(() => {
      const stop = new AbortController();
      void untilDone(load, stop.signal).then((part) => {
        Part = part ?? Part;
        setHere(Part !== null);
      });
      return () => stop.abort();
    }, []);
    return Part && <Part {...props} />;
  };
}
