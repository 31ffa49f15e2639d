/** How a document of restricted minutes is filed: they are several of an item, each an agency's own. */
export const restrictedHandling = (id: string): string => `restricted ${id}`;
export const isRestrictedHandling = (handling: string): boolean => handling.startsWith("restricted ");
