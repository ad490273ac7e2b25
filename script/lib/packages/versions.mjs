// Finds packages of which the registry gave another version than anybody asked for. Pure.
// NuGet warns of that (NU1603) only where no lock file is used: with SDK 10.0.401 it says nothing, even while it writes one.

/** @returns string[]: what is wrong with a parsed packages.lock.json. */
export function substituted(lock, where) {
  const problems = [];
  for (const dependencies of Object.values(lock.dependencies)) {
    for (const [id, { type, requested, resolved }] of Object.entries(dependencies)) {
      if (type === "Project") continue;
      const asked = requested ? [["the project", requested]] : askersOf(id, dependencies);
      if (asked.length > 0 && !asked.some(([, range]) => same(lowest(range), resolved))) {
        problems.push(`${id} ${resolved} (in ${where}): nobody asks for this version, but `
          + asked.map(([who, range]) => `${who} for ${lowest(range)}`).join(", ")
          + "\n  Next: pin a version that the registry has in Directory.Packages.props, then dotnet restore DtnBox.sln --force-evaluate");
      }
    }
  }
  return problems;
}

const askersOf = (wanted, dependencies) => Object.entries(dependencies).flatMap(([who, entry]) =>
  Object.entries(entry.dependencies ?? {}).filter(([id]) => id.toLowerCase() === wanted.toLowerCase()).map(([, range]) => [who, range]));

const lowest = (range) => range.match(/^[[(]?\s*([^\s,\])]+)/)?.[1] ?? range;

const plain = (version) => version.toLowerCase().replace(/\+.*$/, "").replace(/^(\d+(?:\.\d+)*?)(?:\.0)*(-|$)/, "$1$2");

const same = (one, other) => plain(one) === plain(other);
