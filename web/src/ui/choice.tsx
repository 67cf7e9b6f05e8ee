import { type ReactNode, type SelectHTMLAttributes, useId } from 'react';
import { BOX } from './field';

interface SetProps {
  title: string;
  help?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together. */
export function FieldSet({ title, help, children }: SetProps) {
  const id = useId();
  return (
    <fieldset className="grid min-w-0 gap-3" aria-describedby={help ? id : undefined}>
      <legend className="mb-1 text-sm font-medium">{title}</legend>
      {help && (
        <p id={id} className="-mt-1 text-sm text-quiet">
          {help}
        </p>
      )}
      {children}
    </fieldset>
  );
}

interface Option<T extends string> {
  id: T;
  text: string;
  help?: string;
  picture?: ReactNode;
}

interface ChoiceProps<T extends string> {
  title: string;
  help?: ReactNode;
  options: readonly Option<T>[];
  chosen: T;
  onChoose: (id: T) => void;
  /** Why none can be chosen. */
  disabledReason?: string | null;
}

/** One of a few, each with what it means. */
export function RadioCards<T extends string>(props: ChoiceProps<T>) {
  const { title, help, options, chosen, onChoose, disabledReason } = props;
  const name = useId();
  return (
    <FieldSet title={title} help={disabledReason ?? help}>
      <div className="grid gap-2 sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
        {options.map((option) => (
          <label
            key={option.id}
            className="flex min-h-11 gap-2.5 rounded-xl border border-line bg-panel p-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent not-has-disabled:hover:border-edge has-disabled:opacity-60"
          >
            <input
              type="radio"
              name={name}
              checked={option.id === chosen}
              disabled={Boolean(disabledReason)}
              onChange={() => onChoose(option.id)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0 flex-1 text-sm">
              <span className="block font-medium">{option.text}</span>
              {option.help && <span className="block text-quiet">{option.help}</span>}
            </span>
            {option.picture}
          </label>
        ))}
      </div>
    </FieldSet>
  );
}

interface SelectProps<T extends string>
  extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className' | 'value' | 'onChange'> {
  label: string;
  options: readonly Option<T>[];
  chosen: T;
  onChoose: (id: T) => void;
  /** The label is only for screen readers. */
  bare?: boolean;
}

/** One of many. The browser's own list: it works on every device. */
export function SelectField<T extends string>({
  label,
  options,
  chosen,
  onChoose,
  bare,
  ...rest
}: SelectProps<T>) {
  const id = useId();
  return (
    <div className="grid min-w-0 gap-1.5">
      <label htmlFor={id} className={bare ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      <select
        {...rest}
        id={id}
        value={chosen}
        onChange={(event) => {
          const found = options.find((option) => option.id === event.target.value);
          if (found) onChoose(found.id);
        }}
        className={BOX}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
