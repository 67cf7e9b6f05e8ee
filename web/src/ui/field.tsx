import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
} from 'react';

export const BOX =
  'w-full min-w-0 rounded-lg border border-edge/70 bg-panel px-3 text-base text-text min-h-10 touch:min-h-11 ' +
  'aria-invalid:border-red focus-visible:outline-offset-0';

interface Frame {
  label: string;
  help?: ReactNode;
  error?: string | null | undefined;
  /** Said after the label, quietly. */
  note?: string | undefined;
}

function Framed({ id, label, note, help, error, children }: Frame & { id: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {note && <span className="ms-1.5 font-normal text-quiet">{note}</span>}
      </label>
      {children}
      {help && (
        <p id={`${id}-help`} className="text-xs text-quiet">
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm text-red">
          {error}
        </p>
      )}
    </div>
  );
}

function described(id: string, { help, error }: Frame): string | undefined {
  return [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}

interface FieldProps extends Frame, Omit<InputHTMLAttributes<HTMLInputElement>, 'className'> {
  ref?: Ref<HTMLInputElement>;
}

export function Field({ label, note, help, error, ...input }: FieldProps) {
  const id = useId();
  const frame = { label, note, help, error };
  return (
    <Framed id={id} {...frame}>
      <input
        type="text"
        {...input}
        id={id}
        className={BOX}
        aria-invalid={Boolean(error) || undefined}
        aria-describedby={described(id, frame)}
      />
    </Framed>
  );
}

interface AreaProps extends Frame, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'> {
  ref?: Ref<HTMLTextAreaElement>;
  mono?: boolean;
}

export function AreaField({ label, note, help, error, mono, ...area }: AreaProps) {
  const id = useId();
  const frame = { label, note, help, error };
  return (
    <Framed id={id} {...frame}>
      <textarea
        {...area}
        id={id}
        className={`${BOX} py-2 ${mono ? 'font-mono text-sm' : ''}`}
        aria-invalid={Boolean(error) || undefined}
        aria-describedby={described(id, frame)}
      />
    </Framed>
  );
}
