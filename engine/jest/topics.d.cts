export function filesMeantBy(path: string): string[];
export function meantBy(request: string, importer: string): string | undefined;
export function topicAt(path: string | undefined): string | undefined;
