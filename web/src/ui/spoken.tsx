import { Fragment, type ReactNode } from 'react';
import { type Run, runs } from '~/lib/markup';

interface Props {
  text: string;
  /** How plain words are shown; as they are when absent. */
  plain?: (words: string) => ReactNode;
}

/** What a person wrote, as they would see it. */
export function Spoken({ text, plain = (words) => words }: Props) {
  return (
    <div dir="auto" className="spoken">
      {runs(text).map((run, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other name, and never move
        <Fragment key={index}>{run.kind === 'text' ? plain(run.text) : <Piece run={run} />}</Fragment>
      ))}
    </div>
  );
}

function Piece({ run }: { run: Exclude<Run, { kind: 'text' }> }) {
  switch (run.kind) {
    case 'bold':
      return <strong>{run.text}</strong>;
    case 'italic':
      return <em>{run.text}</em>;
    case 'struck':
      return <s>{run.text}</s>;
    case 'mono':
      return <code className="font-mono text-[0.92em]">{run.text}</code>;
    case 'link':
      return (
        <a
          href={run.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-blue underline underline-offset-2"
        >
          {run.text}
        </a>
      );
  }
}
