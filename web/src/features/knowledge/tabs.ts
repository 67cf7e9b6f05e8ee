/** The tabs of the page, in their order; the address holds which is shown. */
export const KNOWLEDGE_TABS = ['catalogue', 'policies', 'answers', 'hours', 'try', 'versions'] as const;
export type KnowledgeTab = (typeof KNOWLEDGE_TABS)[number];
