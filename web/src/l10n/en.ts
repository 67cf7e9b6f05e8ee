const files = import.meta.glob<string>('./en/*.ftl', { query: '?raw', import: 'default', eager: true });

/** The words of English. */
export default Object.values(files).join('\n');
