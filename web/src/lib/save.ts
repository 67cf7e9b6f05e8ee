/** How long a browser may take to begin reading what it saves. */
const GRACE_MS = 30_000;

/** Hands a file to the browser to keep. Its type is hidden, so that nothing foreign is ever opened under our name. */
export function save(contents: Blob, name: string): void {
  const url = URL.createObjectURL(new Blob([contents], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), GRACE_MS);
}
