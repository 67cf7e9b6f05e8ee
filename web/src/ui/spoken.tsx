import { type Run, runs } from '~/lib/markup';

/** What a person wrote, as they would see it. */
export function Spoken({ text }: { text: string }) {
  return (
    <div dir="auto" className="spoken">
      {runs(text).map((run, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other name, and never move
        <Piece key={index} run={run} />
      ))}
    </div>
  );
}

function Piece({ run }: { run: Run }) {
  switch (run.kind) {
    case 'text':
      return run.text;
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
