// The one document that all pages have: nothing but our script and our styles runs in it. Pictures are part of what
// a page was told, never fetched.

export interface PageParts {
  readonly nonce: string;
  readonly title: string;
  readonly styles: readonly string[];
  readonly script: string;
  /** Where styles may come from. */
  readonly source: string;
}

/** The text of a page. Scripts place elements by single properties, which the policy does not touch. */
export function documentOf({ nonce, title, styles, script, source }: PageParts): string {
  const policy = `default-src 'none'; img-src data:; style-src ${source}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join("\n")}
</head>
<body>
<main id="page"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
