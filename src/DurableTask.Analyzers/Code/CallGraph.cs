using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Code;

/// <summary>All units of a compilation and who runs whom.</summary>
internal sealed class CallGraph(DurableTypes types)
{
    private readonly ConcurrentDictionary<ISymbol, CodeUnit> _units = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ConcurrentBag<ISymbol>> _overrides = new(SymbolEqualityComparer.Default);

    /// <summary>The symbol under which a member is known, whatever its type arguments and whichever part of it is named.</summary>
    public static ISymbol Key(ISymbol symbol)
        => symbol.OriginalDefinition is IMethodSymbol { PartialDefinitionPart: { } declared } ? declared : symbol.OriginalDefinition;

    public CodeUnit Add(ISymbol symbol) => _units.GetOrAdd(Key(symbol), key => new CodeUnit(key));

    /// <summary>Whoever calls the one may get to the other.</summary>
    public void AddOverride(ISymbol called, ISymbol runs) => _overrides.GetOrAdd(Key(called), _ => []).Add(Key(runs));

    /// <summary>Follows the calls from all orchestrations and gives what they get to and must not.</summary>
    public IEnumerable<Diagnostic> Judge(CancellationToken cancellationToken)
    {
        // Orchestrators come first, so that what they share with other code is reported under their name.
        (CodeUnit Root, string Name, bool IsOrchestrator)[] roots =
        [
            .. _units.Values
                .Where(unit => types.BelongsToOrchestrations(unit.Symbol))
                .Select(unit => types.IsOrchestrator(unit.Symbol.ContainingType)
                    ? (unit, unit.Symbol.ContainingType.Name, true)
                    : (unit, SymbolNames.Of(unit.Symbol), false))
                .OrderByDescending(root => root.Item3)
                .ThenBy(root => root.Item2, StringComparer.Ordinal),
        ];
        Dictionary<ISymbol, string> reached = new(SymbolEqualityComparer.Default);
        List<CodeUnit> order = [];
        foreach ((CodeUnit root, string name, _) in roots)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Follow(root, name, reached, order);
        }

        HashSet<ISymbol> created = new(order.SelectMany(unit => unit.Creates), SymbolEqualityComparer.Default);
        HashSet<ISymbol> filled = new(order.SelectMany(unit => unit.SafeLoggers), SymbolEqualityComparer.Default);
        return
            from unit in order
            from finding in unit.Findings
            where finding.UnlessCreated is null || !created.Contains(finding.UnlessCreated)
            where finding.UnlessFilled is null || !filled.Contains(finding.UnlessFilled)
            select Diagnostic.Create(
                finding.Rule, finding.Location, reached[unit.Symbol], finding.What, SymbolNames.Of(unit.Symbol));
    }

    private void Follow(CodeUnit root, string name, Dictionary<ISymbol, string> reached, List<CodeUnit> order)
    {
        Stack<ISymbol> open = new([root.Symbol]);
        while (open.Count > 0)
        {
            ISymbol symbol = open.Pop();
            if (reached.ContainsKey(symbol))
            {
                continue;
            }

            reached.Add(symbol, name);
            if (_units.TryGetValue(symbol, out CodeUnit unit))
            {
                order.Add(unit);
                unit.Calls.ForEach(open.Push);
            }

            if (_overrides.TryGetValue(symbol, out ConcurrentBag<ISymbol> overrides))
            {
                foreach (ISymbol each in overrides)
                {
                    open.Push(each);
                }
            }
        }
    }
}
