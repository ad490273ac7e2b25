// Decides whether the licences of packages are allowed. Pure: what is installed, and the rules, come from outside.

/**
 * @param packages { kind: "nuget" | "npm", id, version, where, declared, text? }: `declared` is an SPDX expression, or the
 *   address or file that the package names instead; `text` is that file's.
 * @returns { refusals: string[], summary: string }
 */
export function judge(packages, { allowed, meanings, exceptions }) {
  const counts = new Map();
  const refusals = [];
  for (const item of packages) {
    const { licence, cause, next } = decide(item, allowed, meanings, exceptions);
    if (cause) {
      refusals.push(`${item.id} ${item.version} (${item.kind}, in ${item.where}): ${licence}: ${cause}\n  Next: ${next}`);
    } else {
      counts.set(licence, (counts.get(licence) ?? 0) + 1);
    }
  }

  const figures = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name, count]) => `${name} ${count}`);
  return { refusals, summary: `${packages.length} packages, licences: ${figures.join(", ") || "none"}` };
}

function decide(item, allowed, meanings, exceptions) {
  const rules = "script/lib/packages/licence-rules.mjs";
  const isAbout = ({ packages }) => packages.some((name) => covers(name, `${item.kind}:${item.id}`));
  if (item.missing) {
    return { licence: "unknown", cause: item.missing, next: "run script/bootstrap, then this again" };
  }

  const meaning = meanings.find((rule) => isAbout(rule) && rule.source === item.declared);
  if (meaning?.says && !item.text?.includes(meaning.says)) {
    return { licence: item.declared, cause: `the file does not say "${meaning.says}"`,
      next: `read it, and mend what ${rules} says about this package or take another one` };
  }

  const exception = exceptions.find((rule) => isAbout(rule)
    && (rule.source ? rule.source === item.declared : rule.licence === item.declared));
  const licence = meaning?.licence ?? exception?.licence ?? item.declared;
  if (exception || isAllowed(licence, allowed)) {
    return { licence };
  }

  return isExpression(licence)
    ? { licence, cause: "is not among the allowed licences",
        next: `take another package, or add an exception with its reason to ${rules}` }
    : { licence, cause: "is not the name of a licence",
        next: `read it, and add what it means with its reason to ${rules}, or take another package` };
}

function covers(name, item) {
  const [one, other] = [name.toLowerCase(), item.toLowerCase()];
  return one.endsWith("*") ? other.startsWith(one.slice(0, -1)) : one === other;
}

const isExpression = (text) => /^[\w.+() -]+$/.test(text) && text !== "nothing" && !/\.(txt|md)$/i.test(text);

/** SPDX: OR leaves the choice to us, AND binds us to both. OR binds weaker than AND, and brackets come first. */
export function isAllowed(expression, allowed) {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let position = 0;
  const any = () => {
    let result = all();
    while (tokens[position] === "OR") {
      position++;
      result = all() || result;
    }
    return result;
  };
  const all = () => {
    let result = one();
    while (tokens[position] === "AND") {
      position++;
      result = one() && result;
    }
    return result;
  };
  const one = () => {
    if (tokens[position] === "(") {
      position++;
      const result = any();
      return tokens[position++] === ")" && result;
    }
    const name = tokens[position++];
    if (tokens[position] === "WITH") {
      // What an exception to a licence permits, somebody has to read.
      position += 2;
      return false;
    }
    return allowed.has(name);
  };
  const result = any();
  return position === tokens.length && result;
}
