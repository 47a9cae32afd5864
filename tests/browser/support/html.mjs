// Reads the tags of a page. The pages are valid HTML (the Nu checker says so), which makes this short.

const tag = /<!--[\s\S]*?-->|<(script|style)\b([^>]*)>[\s\S]*?<\/\1>|<([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function text(value) {
  return value.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return entities[name] ?? whole;
  });
}

// Every start tag: { name, attributes }.
export function tags(html) {
  const found = [];
  for (const [, raw, rawAttributes, name, plainAttributes] of html.matchAll(tag)) {
    if (!raw && !name) continue;
    const attributes = {};
    for (const [, key, ...values] of (rawAttributes ?? plainAttributes).matchAll(attribute)) {
      attributes[key.toLowerCase()] = text(values.find((value) => value !== undefined) ?? "");
    }
    found.push({ name: (raw ?? name).toLowerCase(), attributes });
  }
  return found;
}

// Every address that a page names, with the tag that names it.
export function references(html) {
  const found = [];
  for (const { name, attributes } of tags(html)) {
    for (const key of ["href", "xlink:href", "src", "poster", "data", "action"]) {
      if (attributes[key] !== undefined) found.push({ tag: name, rel: attributes.rel, url: attributes[key] });
    }
    if (attributes.srcset) {
      for (const part of attributes.srcset.split(",")) found.push({ tag: name, url: part.trim().split(/\s+/)[0] });
    }
    if (name === "meta" && /^(og:(image|url|audio)|twitter:image)$/.test(attributes.property ?? attributes.name ?? "")) {
      found.push({ tag: name, url: attributes.content });
    }
  }
  return found;
}

// Every id of a page.
export function ids(html) {
  return new Set(tags(html).flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id])));
}

// Every address in a style sheet.
export function cssReferences(css) {
  return [...css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']/g)].map(([, url, imported]) => url ?? imported);
}
