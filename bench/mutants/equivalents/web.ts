import type { Equivalent } from './equivalent.ts';

export const web: readonly Equivalent[] = [
  {
    file: 'functions/web/encoding.ts',
    lineText: "export function acceptedEncoding(acceptEncoding = ''): ContentEncoding | undefined {",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'no encoding is called that',
  },
  {
    file: 'functions/web/encoding.ts',
    lineText: "const [coding = '', ...parameters] = part.split(';').map((each) => each.trim());",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'what is split has a first part',
  },
  {
    file: 'functions/web/etag.ts',
    lineText: "export function hasAlready(etag: string, ifNoneMatch = ''): boolean {",
    original: "''",
    replacement: '"Stryker was here!"',
    because: 'no content has that tag',
  },
  {
    file: 'functions/web/page-folder.ts',
    lineText: "const entries: readonly Entry[] = JSON.parse(readFileSync(join(folder, listName), 'utf8'));",
    original: "'utf8'",
    replacement: '""',
    because: 'JSON.parse takes bytes for UTF-8',
  },
];
