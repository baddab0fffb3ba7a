// Model answers as trees of plain nodes. The sheet's Markdown is read with HTML
// switched off, links and pictures become their text, and what comes out is drawn
// by Svelte element by element: nothing a person wrote is ever HTML. Each block
// keeps its lines, so that the report can put a mark beside it. Start from `read`.

import MarkdownIt, { type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';

export type Tag =
  | 'p' | 'ul' | 'ol' | 'li' | 'blockquote' | 'pre' | 'code' | 'strong' | 'em' | 's' | 'br' | 'hr'
  | 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6'
  | 'table' | 'thead' | 'tbody' | 'tr' | 'th' | 'td';

export interface Element {
  tag: Tag;
  /** Lines of the text that was read, from 0, the end exclusive; null for inline elements. */
  lines: [number, number] | null;
  /** An ordered list's first number. */
  start?: number;
  children: Node[];
}

export type Node = Element | string;

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
// `**「監視」**を` is no emphasis in CommonMark; people who write Japanese mean it.
markdown.use(cjkFriendly);

const allowed = new Set<string>([
  'p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'strong', 'em', 's', 'br', 'hr',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td',
] satisfies Tag[]);

export function read(text: string): Node[] {
  const root: Element = { tag: 'p', lines: null, children: [] };
  build(markdown.parse(text, {}), root);
  return root.children;
}

function build(tokens: Token[], root: Element): void {
  const stack: Element[] = [root];
  for (const token of tokens) {
    const parent = stack[stack.length - 1]!;
    if (token.type === 'inline') build(token.children ?? [], parent);
    else if (token.nesting === 1) stack.push(open(token, parent));
    else if (token.nesting === -1) stack.pop();
    else parent.children.push(...leaf(token));
  }
}

/** Elements that are not allowed (links) lend their place to their children. */
function open(token: Token, parent: Element): Element {
  if (token.hidden || !allowed.has(token.tag)) return parent;
  const element: Element = { tag: token.tag as Tag, lines: token.map, children: [] };
  const start = Number(token.attrGet('start'));
  if (token.tag === 'ol' && start > 1) element.start = start;
  parent.children.push(element);
  return element;
}

function leaf(token: Token): Node[] {
  switch (token.type) {
    case 'text':
    case 'image':
      return token.content ? [token.content] : [];
    case 'softbreak':
      return ['\n'];
    case 'hardbreak':
      return [{ tag: 'br', lines: null, children: [] }];
    case 'hr':
      return [{ tag: 'hr', lines: token.map, children: [] }];
    case 'code_inline':
      return [{ tag: 'code', lines: null, children: [token.content] }];
    case 'fence':
    case 'code_block':
      return [{ tag: 'pre', lines: token.map, children: [token.content.replace(/\n$/, '')] }];
    default:
      return token.content ? [token.content] : [];
  }
}
