import { Upload } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';

interface Props {
  /** What to drop here, in a few words. */
  label: string;
  /** What is allowed: kinds and size. */
  help: string;
  /** As in `<input accept>`. */
  accept: string;
  multiple?: boolean;
  error?: string | null;
  onFiles: (files: File[]) => void;
}

/** A place for files: choose, drop or paste. What it takes is checked by the caller before anything is uploaded. */
export function DropZone({ label, help, accept, multiple = false, error, onFiles }: Props) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1);
    if (files.length > 0) onFiles(files);
  };
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <div className="grid gap-1.5">
      <label
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          take(event.dataTransfer.files);
        }}
        onPaste={(event) => take(event.clipboardData.files)}
        data-over={over || undefined}
        className="grid min-h-28 cursor-pointer place-content-center justify-items-center gap-1 rounded-xl border border-dashed border-edge p-4 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent hover:bg-hover data-over:border-accent data-over:bg-accent-soft"
      >
        <Upload size={20} aria-hidden="true" className="text-accent" />
        <span className="font-medium">{label}</span>
        <span id={`${id}-help`} className="text-xs text-quiet">
          {help}
        </span>
        <input
          type="file"
          accept={accept}
          multiple={multiple}
          aria-label={label}
          aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`}
          aria-invalid={Boolean(error) || undefined}
          onChange={(event) => {
            take(event.target.files);
            // The same file may be chosen again.
            event.target.value = '';
          }}
          className="sr-only"
        />
      </label>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-red">
          {error}
        </p>
      )}
    </div>
  );
}
