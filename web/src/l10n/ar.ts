const files = import.meta.glob<string>('./ar/*.ftl', { query: '?raw', import: 'default', eager: true });

/** The words of Arabic. */
export default Object.values(files).join('\n');
