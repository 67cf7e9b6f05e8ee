import { ShieldCheck } from 'lucide-react';

/** What holds, and what that rests on. */
export function SoundBox({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div className="rise flex items-start gap-3 rounded-xl border border-own-line bg-accent-soft px-4 py-3">
      <ShieldCheck size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0">
        <p className="font-semibold text-accent">{title}</p>
        {lines.map((line) => (
          <p key={line} className="text-sm text-quiet">
            {line}
          </p>
        ))}
      </div>
    </div>
  );
}
