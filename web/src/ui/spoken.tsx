import { runs } from '~/lib/markup';

/** What a person wrote, as they would see it. */
export function Spoken({ text }: { text: string }) {
  return (
    <div dir="auto" className="spoken">
      {runs(text).map((run, index) => {
        const key = `${index} ${run.kind}`;
        switch (run.kind) {
          case 'text':
            return run.text;
          case 'bold':
            return <strong key={key}>{run.text}</strong>;
          case 'italic':
            return <em key={key}>{run.text}</em>;
          case 'struck':
            return <s key={key}>{run.text}</s>;
          case 'mono':
            return (
              <code key={key} className="font-mono text-[0.92em]">
                {run.text}
              </code>
            );
          case 'link':
            return (
              <a
                key={key}
                href={run.href}
                target="_blank"
                rel="noopener noreferrer nofollow"
                className="text-blue underline underline-offset-2"
              >
                {run.text}
              </a>
            );
        }
      })}
    </div>
  );
}
